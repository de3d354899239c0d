import { expect, test } from "vitest";
import { get } from "../../../shared/probe/http/http-probe.ts";
import type { Probe } from "../../../shared/probe/probers.ts";
import { runProbe } from "../../../shared/probe/run-probe.ts";
import { tcp } from "../../../shared/probe/tcp/tcp-probe.ts";
import { tls } from "../../../shared/probe/tls/tls-probe.ts";
import { said } from "../../support/probe/probes.ts";
import { selfSigned } from "../../support/probe/self-signed.ts";
import { startHttp, startHttps } from "../../support/probe/start-server.ts";

const never = new AbortController().signal;
const pair = selfSigned("shop.example", "127.0.0.1");
const broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

test.for([
  ["no PEM", "not a pem", /without a certificate/],
  ["nothing", "", /without a certificate/],
  ["a broken certificate", broken, /with a certificate that cannot be read/],
  ["a broken certificate beside a good one", `${pair.cert}\n${broken}`, /with a certificate that cannot be read/],
] as const)("authorities that are %s are no fault of the peer's", async ([, ca, observed]) => {
  const { target } = await startHttps(pair, (_request, response) => response.end());
  const outcome = await runProbe(get("/").expect(200), { ...target, tls: { ca } }, never);
  expect(outcome).toMatchObject({ kind: "error", where: "prober", observed: expect.stringMatching(observed) });
});

test("several authorities are read", async () => {
  const { target } = await startHttps(pair, (_request, response) => response.end());
  const ca = `# the old one\n${selfSigned("old.example").cert}\n# the new one\n${pair.cert}`;
  expect(said(await runProbe(get("/").expect(200), { ...target, tls: { ca } }, never))).toBe("passed");
});

test.for<[string, Probe]>([
  ["http", get("/").expect("100-599")],
  ["tcp", tcp()],
  ["tls", tls()],
])("a target without an address is not taken for this machine: %s", async ([, probe]) => {
  const { target, connections } = await startHttp((_request, response) => response.end());
  const outcome = await runProbe(probe, { ...target, address: " " }, never);
  expect(said(outcome)).toMatch(/^error \(prober\): a target without an address\./);
  expect(connections).toEqual([]);
});
