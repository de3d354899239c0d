import { gzipSync } from "node:zlib";
import * as v from "valibot";
import { expect, test } from "vitest";
import { not } from "../../../../shared/probe/expectation.ts";
import { body } from "../../../../shared/probe/http/body.ts";
import { get } from "../../../../shared/probe/http/http-probe.ts";
import { json } from "../../../../shared/probe/http/json.ts";
import { anyString } from "../../../../shared/probe/matcher.ts";
import { runProbe } from "../../../../shared/probe/run-probe.ts";
import { wholeBody } from "../../../support/probe/hostile-http/hostile-peer.ts";
import { said } from "../../../support/probe/probes.ts";
import { startBlackHole } from "../../../support/probe/start-black-hole.ts";
import { closedPort, startHttp, startRaw } from "../../../support/probe/start-server.ts";

const never = new AbortController().signal;
const health = get("/health").expect(200);

test("a peer that refuses has failed, and nothing listens there", async () => {
  const outcome = await runProbe(health, await closedPort(), never);
  expect(said(outcome)).toBe("failed: expected status 200, observed connection refused");
  expect(outcome).toMatchObject({ decisive: false, likelyCause: expect.stringContaining("nothing listens") });
});

test("a peer that nothing comes back from is no evidence, also when the time-out is short", async () => {
  const target = await startBlackHole();
  const outcome = await runProbe(get("/health", { timeout: "120ms" }).expect(200), target, never);
  expect(said(outcome)).toMatch(/^error \(way\): no connection in time\. packets are dropped .* security group/);
  expect(outcome.latencyMs).toBeLessThan(500);
});

test("a name that does not resolve is the prober's fault", async () => {
  const target = { address: "no-such-service.invalid", port: 80, label: "listener" };
  expect(said(await runProbe(health, target, never))).toMatch(/^error \(prober\): the name .* DNS settings/);
});

test("an address without a route to it is no evidence", async () => {
  // TCP cannot be spoken with a multicast address: the kernel refuses, and nothing leaves the machine.
  const target = { address: "224.0.0.1", port: 80, label: "green task" };
  expect(said(await runProbe(health, target, never))).toMatch(/^error \(way\): .*unreachable/);
});

test.for([{ header: { expect: "100-continue" } }, { header: { "transfer-encoding": "chunked" } }])(
  "a request that cannot be sent does not come to be: $header",
  ({ header }) => {
    expect(() => get("/", { headers: { ...header } })).toThrow(/is the prober's own to send/);
  },
);

test("a body that nobody reads is counted, and only its beginning kept", async () => {
  const { target } = await startHttp((_request, response) => response.end("x".repeat(2_000_000)));
  const outcome = await runProbe(health, target, never);
  if (outcome.kind !== "passed") throw new Error(said(outcome));
  expect(outcome.answer).toMatchObject({ size: 2_000_000, sizeOnWire: 2_000_000 });
  expect(outcome.answer.text).toHaveLength(64 * 1024);
});

test("a body that is read is kept up to its limit, and one of a byte more fails", async () => {
  const { target } = await startHttp(({ url }, response) => response.end("x".repeat(Number(url?.slice(1)))));
  const limit = 1024 * 1024;
  const whole = await runProbe(get(`/${limit}`).expect(wholeBody), target, never);
  if (whole.kind !== "passed") throw new Error(said(whole));
  expect(whole.answer.text).toHaveLength(limit);
  const over = await runProbe(get(`/${limit + 1}`).expect(wholeBody), target, never);
  expect(said(over)).toBe("failed: expected a body, observed a body of more than 1 MiB (limits.body)");
});

test("a body that is compressed unasked is not decompressed, and says so", async () => {
  const zipped = gzipSync("everything is ready");
  const { target } = await startHttp((request, response) => {
    expect(request.headers["accept-encoding"]).toBe("identity");
    response.writeHead(200, { "content-encoding": "gzip" }).end(zipped);
  });
  const outcome = await runProbe(health, target, never);
  expect(outcome).toMatchObject({ kind: "passed", answer: { encoding: "gzip", text: "", size: zipped.length } });
});

test.for([
  ["HTTP/2.0", "failed: expected status 200, observed an answer in HTTP/2.0 to a request in HTTP/1.1"],
  ["HTTP/0.9", "failed: expected status 200, observed an answer in HTTP/0.9 to a request in HTTP/1.1"],
  ["\r\n\r\nHTTP/1.0", "passed"],
  ["HTTP/1.1", "passed"],
])("an answer that begins with %j", async ([version, says]) => {
  const { target } = await startRaw(`${version} 200 OK\r\ncontent-length: 2\r\n\r\nok`);
  expect(said(await runProbe(health, target, never))).toBe(says);
});

test("JSON that is not UTF-8 is no JSON, whatever would be read in its place", async () => {
  const bytes = Buffer.from('{"name":"\xe9"}', "latin1");
  const { target } = await startHttp((_request, response) => response.end(bytes));
  for (const expectation of [json({ name: anyString }), not(json({ name: "x" })), body(v.unknown())]) {
    expect(said(await runProbe(health.expect(expectation), target, never))).toMatch(/observed a body that is not JSON/);
  }
  const { target: valid } = await startHttp((_request, response) => response.end('{"name":"\ufffd\u00e9"}'));
  expect(said(await runProbe(health.expect(json({ name: "\ufffd\u00e9" })), valid, never))).toBe("passed");
});
