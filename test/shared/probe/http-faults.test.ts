import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { probeHttp } from "../../../shared/probe/http.ts";
import type { Target } from "../../../shared/probe/target.ts";
import { httpProbe, said } from "../../support/probe/probes.ts";
import { startBlackHole } from "../../support/probe/start-black-hole.ts";
import { closedPort, startHttp, startRaw, startTcp } from "../../support/probe/start-server.ts";

const never = new AbortController().signal;

interface Peer {
  readonly is: string;
  readonly start: () => Promise<Target>;
  readonly observed: unknown;
}

const peers: Peer[] = [
  { is: "that refuses", start: closedPort, observed: "connection refused" },
  {
    is: "that takes the connection and says nothing",
    start: async () => (await startTcp(() => undefined)).target,
    observed: "no answer in 120 ms",
  },
  {
    is: "that trickles its headers",
    start: async () => (await startTcp(trickle("HTTP/1.1 200 OK\r\n"))).target,
    observed: "no answer in 120 ms",
  },
  {
    is: "that trickles its body",
    start: async () => (await startTcp(trickle("HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n"))).target,
    observed: "no whole body in 120 ms",
  },
  {
    is: "that sends interim answers for ever",
    start: async () => (await startTcp(trickle("", "HTTP/1.1 103 Early Hints\r\n\r\n"))).target,
    observed: "no answer in 120 ms",
  },
  {
    is: "that closes without an answer",
    start: async () => (await startRaw("")).target,
    observed: "connection closed before a whole answer",
  },
  {
    is: "that closes its half at once and waits",
    start: async () => (await startTcp((socket) => void socket.end())).target,
    observed: "connection closed before a whole answer",
  },
  {
    is: "that resets the connection",
    start: async () => (await startTcp((socket) => void socket.once("data", () => socket.resetAndDestroy()))).target,
    observed: "connection reset before a whole answer",
  },
  {
    is: "that resets in the middle of its answer",
    start: async () => {
      const half = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf";
      return (await startRaw(half, (socket) => setTimeout(() => socket.resetAndDestroy(), 20))).target;
    },
    observed: "connection reset before a whole answer",
  },
  {
    is: "that closes in the middle of its answer",
    start: async () => (await startRaw("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf")).target,
    observed: "connection closed before a whole answer",
  },
  {
    is: "that speaks another protocol",
    start: async () => (await startRaw("SSH-2.0-OpenSSH_9.6\r\n")).target,
    observed: expect.stringMatching(/^an answer that is not HTTP \(/),
  },
  {
    is: "whose headers have no end",
    start: async () => (await startRaw(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(20_000)}\r\n\r\n`)).target,
    observed: "headers larger than 16 KiB",
  },
];

function trickle(first: string, drop = "x"): Parameters<typeof startTcp>[0] {
  return (socket) => {
    if (first !== "") socket.write(first);
    const timer = setInterval(() => socket.write(drop), 10);
    socket.once("close", () => clearInterval(timer));
  };
}

test.for(peers)("a peer $is has failed, within the time-out", async ({ start, observed }) => {
  const startedAt = performance.now();
  const outcome = await probeHttp(httpProbe({ timeoutMs: 120 }), await start(), never);
  expect(outcome).toMatchObject({ kind: "failed", decisive: false, expected: "status 200", observed });
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});

test("a peer that nothing comes back from is no evidence, also when the time-out is short", async () => {
  const target = await startBlackHole();
  const outcome = await probeHttp(httpProbe({ timeoutMs: 120 }), target, never);
  expect(said(outcome)).toMatch(/^error \(way\): no connection in time\. packets are dropped .* security group/);
  expect(outcome.latencyMs).toBeLessThan(500);
});

test("a name that does not resolve is the prober's fault", async () => {
  const target = { address: "no-such-service.invalid", port: 80, label: "listener" };
  expect(said(await probeHttp(httpProbe(), target, never))).toMatch(/^error \(prober\): the name .* DNS settings/);
});

test("an address without a route to it is no evidence", async () => {
  // TCP cannot be spoken with a multicast address: the kernel refuses, and nothing leaves the machine.
  const target = { address: "224.0.0.1", port: 80, label: "green task" };
  expect(said(await probeHttp(httpProbe(), target, never))).toMatch(/^error \(way\): .*unreachable/);
});

test.for([
  { header: { expect: "100-continue" }, path: "/" },
  { header: { "transfer-encoding": "chunked" }, path: "/" },
  { header: {}, path: "/a b\u0000" },
])("a request that cannot be sent is the configuration's fault: $header $path", async ({ header, path }) => {
  const { target } = await startHttp((_request, response) => response.end());
  const outcome = await probeHttp(httpProbe({ headers: { ...header }, path }), target, never);
  expect(said(outcome)).toMatch(/^error \(prober\): a request that was not sent .*hooks\.config\.ts/);
});

test("a body without an end is read as far as it is judged, and no further", async () => {
  const { target, connections } = await startHttp((_request, response) => {
    const more = (): void => void (response.destroyed || setImmediate(() => response.write("x".repeat(10_000), more)));
    response.write("ready", more);
  });
  const probe = httpProbe();
  const outcome = await probeHttp({ ...probe, expect: { ...probe.expect, bodyIncludes: "ready" } }, target, never);
  expect(outcome).toMatchObject({ kind: "passed" });
  await expect.poll(() => connections[0]?.destroyed).toBe(true);
  expect(connections[0]?.bytesWritten).toBeLessThan(8_000_000);
});

test("a body that is compressed unasked is told from one that lacks the text", async () => {
  const body = gzipSync("everything is ready");
  const { target } = await startHttp((request, response) => {
    expect(request.headers["accept-encoding"]).toBe("identity");
    response.writeHead(200, { "content-encoding": "gzip" }).end(body);
  });
  const probe = httpProbe();
  const outcome = await probeHttp({ ...probe, expect: { ...probe.expect, bodyIncludes: "ready" } }, target, never);
  expect(outcome).toMatchObject({ observed: "a body encoded as gzip, which the probe does not accept" });
});

test("what a peer writes cannot act in a log or a terminal, and is cut", async () => {
  const { target } = await startRaw(
    `HTTP/1.1 500 Oops\r\nconnection: close\r\n\r\n\u001b[2J\u0007 \r\n[ERROR] forged \u202e${"x".repeat(500)}`,
  );
  const outcome = await probeHttp(httpProbe(), target, never);
  expect(said(outcome)).toMatch(
    /^failed: expected status 200, observed status 500 \(\\u001b\[2J\\u0007 \\r\\n\[ERROR\] forged \\u202ex+… \(\d+ characters\)\)$/,
  );
  expect(said(outcome).length).toBeLessThan(220);
});

test("an aborted probe rejects with the signal's reason and leaves no connection behind", async () => {
  const silent = await startTcp((socket) => void socket.resume());
  const hole = await startBlackHole();
  const connecting = (): number => process.getActiveResourcesInfo().filter((name) => name === "TCPConnectWrap").length;
  const before = connecting();
  for (const target of [silent.target, hole]) {
    const controller = new AbortController();
    const outcome = probeHttp(httpProbe(), target, controller.signal);
    await sleep(20);
    controller.abort(new Error("enough"));
    await expect(outcome).rejects.toThrow("enough");
  }
  await expect.poll(connecting).toBe(before);
  await expect
    .poll(() => silent.connections.every(({ readableEnded, destroyed }) => readableEnded || destroyed))
    .toBe(true);
  await expect(probeHttp(httpProbe(), silent.target, AbortSignal.abort(new Error("too late")))).rejects.toThrow(
    "too late",
  );
});
