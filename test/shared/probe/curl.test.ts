import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { curl } from "../../../shared/probe/curl.ts";
import { del, get, head, post, put, request, type HttpProbe } from "../../../shared/probe/http/http-probe.ts";
import { runProbe } from "../../../shared/probe/run-probe.ts";
import { Secret } from "../../../shared/probe/secret.ts";
import type { Target } from "../../../shared/probe/target.ts";
import { recordRequests, recordStreams, type SeenRequest } from "../../support/probe/record-requests.ts";
import { selfSigned } from "../../support/probe/self-signed.ts";
import { startHttp2 } from "../../support/probe/start-http2.ts";
import { startHttp, startHttps } from "../../support/probe/start-server.ts";

const hasCurl = spawnSync("curl", ["--version"]).status === 0;
if (!hasCurl) console.warn("THERE IS NO curl HERE: what the commands do is not tested");

const never = new AbortController().signal;
const execute = promisify(execFile);

/** What a server saw of the prober, and then of curl. */
async function askTwice(
  probe: HttpProbe,
  target: Target,
  seen: SeenRequest[],
): Promise<{ readonly probed: readonly SeenRequest[]; readonly curled: readonly SeenRequest[] }> {
  const outcome = await runProbe(probe.expect("100-599"), target, never);
  const probed = seen.splice(0);
  if (outcome.kind !== "passed" || probed.length === 0) throw new Error("nothing was asked");
  await run(curl(probe, target), target.tls?.ca);
  return { probed, curled: seen.splice(0) };
}

/** What a command prints, in a folder where `ca.pem` has the target's authorities. */
async function run(command: string, ca = ""): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), "curl-"));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  writeFileSync(join(cwd, "ca.pem"), ca);
  writeFileSync(join(cwd, "command"), command);
  // A proxy that is configured would be asked in place of the target.
  const env = { ...process.env, http_proxy: "http://127.0.0.1:9", https_proxy: "http://127.0.0.1:9" };
  const { stdout } = await execute("sh", ["command"], { cwd, env });
  return stdout;
}

const HOSTILE = `it's "quoted" $(touch x) \`id\` \\n %s %% !x ; & | > < * ? ~ # é 🙂`;

const probes: readonly (readonly [string, HttpProbe])[] = [
  ["as short as it may be", get("/health")],
  ["with HEAD", head("/health")],
  ["with DELETE", del("/orders/1")],
  ["with OPTIONS", request("OPTIONS", "/orders")],
  ["with a POST of nothing", post("/orders")],
  ["with a PUT of nothing", put("/orders")],
  ["with a host", get("/health", { host: "shop.example" })],
  ["with a host and a port", get("/health", { host: "shop.example:8443" })],
  ["with a host and the default port", get("/health", { host: "shop.example:80" })],
  ["with what is no host", get("/health", { host: "user@shop.example/x?y" })],
  ["with brackets in the path", get("/orders/[1-3]/{a,b}?q[]=1")],
  ["with dots in the path", get("/a/../b/./c?d=/../e")],
  ["with a fragment in the path", get("/a#b")],
  ["with every character in the path", get(`/a'b"c$(id)\`id\`\\n%25;&|<>*~^!?q='`)],
  [
    "with headers",
    get("/", { headers: { "x-quote": HOSTILE.replaceAll(/[^ -~]/g, ""), "x-empty": "", "x-at": "@/etc/passwd" } }),
  ],
  ["with a user agent of its own", get("/", { headers: { "user-agent": "me" } })],
  ["with JSON", post("/orders", { json: { text: HOSTILE, lines: "a\nb\u0000c\u001b[2J" } })],
  ["with text", put("/orders", { text: HOSTILE })],
  ["with text that looks like a file's name", post("/orders", { text: "@/etc/passwd" })],
  ["with text that no argument can hold", post("/orders", { text: `a\u0000b\\0101\r\n\t%s\u202e${HOSTILE}` })],
  ["with a text that is longer than an argument", post("/orders", { text: "x'y".repeat(100_000) })],
  ["with a form", post("/orders", { form: { a: HOSTILE, b: "" } })],
];

test.skipIf(!hasCurl).for(probes)("a request %s is the same by curl", async ([, probe]) => {
  const seen: SeenRequest[] = [];
  const { target } = await startHttp(recordRequests(seen));
  for (const at of [target, { ...target, host: "green.example" }]) {
    const { probed, curled } = await askTwice(probe, at, seen);
    expect(curled).toEqual(probed);
  }
});

test.skipIf(!hasCurl)("over TLS it has the same SNI, and checks the certificate as the probe does", async () => {
  const seen: SeenRequest[] = [];
  const pair = selfSigned("shop.example", "127.0.0.1");
  const { target } = await startHttps(pair, recordRequests(seen));
  const ca = pair.cert;
  const cases: readonly (readonly [HttpProbe, Partial<Target>])[] = [
    [get("/"), { tls: { verify: false } }],
    [get("/"), { tls: { verify: false }, host: "shop.example" }],
    [get("/", { host: "api.example:444" }), { tls: { verify: false }, host: "shop.example" }],
    [get("/", { host: "api.example" }), { tls: { verify: false, serverName: "sni.example" } }],
    [get("/"), { tls: { ca } }],
    [get("/"), { tls: { ca }, host: "shop.example" }],
    [get("/"), { tls: { ca, certificateName: "shop.example", serverName: "sni.example" } }],
    [get("/"), { tls: { ca, certificateName: "shop.example" } }],
  ];
  for (const [probe, rest] of cases) {
    const { probed, curled } = await askTwice(probe, { ...target, ...rest }, seen);
    expect(curled).toEqual(probed);
  }
  const command = curl(get("/"), { ...target, tls: { ca }, host: "other.example" });
  await expect(run(command, ca)).rejects.toMatchObject({ code: 60 });
});

test.skipIf(!hasCurl)("HTTP/2 is spoken with and without TLS", async () => {
  const seen: SeenRequest[] = [];
  const plain = await startHttp2(recordStreams(seen));
  const secure = await startHttp2(recordStreams(seen), selfSigned("shop.example"));
  const options = { version: "2", host: "shop.example:8443" } as const;
  for (const probe of [
    get("/a#b?c", options),
    post("/orders?a=1", { ...options, json: { a: 1 } }),
    head("/", options),
  ]) {
    for (const target of [plain.target, { ...secure.target, tls: { verify: false } }]) {
      const { probed, curled } = await askTwice(probe, target, seen);
      expect(curled).toEqual(probed);
    }
  }
});

test.skipIf(!hasCurl)("redirects are followed as the probe follows them: at the same address", async () => {
  const seen: SeenRequest[] = [];
  const handle = recordRequests(seen, (path) =>
    path === "/new" ? [200, {}] : [302, { location: "http://live.example/new" }],
  );
  const { target } = await startHttp(handle);
  const { probed, curled } = await askTwice(get("/old", { redirects: { follow: 2, to: "sticky" } }), target, seen);
  expect(curled).toEqual(probed);
  expect(curled.map(({ host }) => host)).toEqual([`127.0.0.1:${target.port}`, "live.example"]);
});

test.skipIf(!hasCurl)("it gives up when the probe does", async () => {
  const { target } = await startHttp(() => undefined);
  await expect(run(curl(get("/", { timeout: "20ms" }), target))).rejects.toMatchObject({ code: 28 });
});

test("a compressed answer is decompressed where the probe does that", () => {
  const target = { address: "10.0.1.7", port: 80, label: "green" };
  expect(curl(get("/", { accept: ["gzip"] }), target)).toContain("-H 'accept-encoding: gzip' --compressed");
});

test("secrets stand in it as ***", () => {
  const token = new Secret("s3cr3t'token");
  const probe = post("/login", {
    query: { key: token },
    bearer: token,
    json: { token },
    headers: { "x-token": token },
  });
  const command = curl(probe, { address: "::1", port: 8080, label: "green" });
  expect(command).not.toContain("s3cr3t");
  expect(command).toBe(
    "curl -q --include --noproxy '*' --http1.1 --max-time 5 --connect-timeout 2.5 -A verdigris " +
      "-H 'content-type: application/json' -H 'authorization: ***' -H 'x-token: ***' -H expect: " +
      "--data-raw '***' --globoff 'http://[::1]:8080/***'",
  );
});

test("the zone of a link-local address is the interface that curl asks by", () => {
  const target = { address: "fe80::1%eth0", port: 8080, label: "green task 1" };
  const command = curl(get("/health"), target);
  expect(command).toContain("--interface eth0 -H 'host: [fe80::1%eth0]:8080'");
  expect(command).toMatch(/'http:\/\/\[fe80::1\]:8080\/health'$/);
  const named = curl(get("/health"), { ...target, host: "shop.example" });
  expect(named).toMatch(/--interface eth0 --connect-to '::\[fe80::1\]:8080' http:\/\/shop\.example\/health$/);
});

const [loopback] =
  Object.entries(networkInterfaces()).find(([, own = []]) => own.some(({ address }) => address === "::1")) ?? [];

test.skipIf(!hasCurl || loopback === undefined)("by an interface it reaches what the probe reaches", async () => {
  const seen: SeenRequest[] = [];
  const { target } = await startHttp(recordRequests(seen), "::1");
  for (const host of [{}, { host: "shop.example" }]) {
    const at = { ...target, ...host, address: `::1%${loopback}` };
    const { probed, curled } = await askTwice(get("/health"), at, seen);
    expect(curled).toEqual(probed);
  }
});
