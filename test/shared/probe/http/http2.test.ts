import { setImmediate } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { Connections } from "../../../../shared/probe/connections.ts";
import { get, head, post } from "../../../../shared/probe/http/http-probe.ts";
import { runProbe } from "../../../../shared/probe/run-probe.ts";
import { Secret, secretText } from "../../../../shared/probe/secret.ts";
import {
  END_HEADERS,
  END_STREAM,
  frame,
  headers,
  settings,
  words,
} from "../../../support/probe/hostile-http2/frames.ts";
import { saying, startFrames } from "../../../support/probe/hostile-http2/start-frames.ts";
import { said } from "../../../support/probe/probes.ts";
import { selfSigned } from "../../../support/probe/self-signed.ts";
import { startHttp2 } from "../../../support/probe/start-http2.ts";
import { closedPort, isGone, startHttps } from "../../../support/probe/start-server.ts";

const never = new AbortController().signal;
const V2 = { version: "2", timeout: "2s" } as const;

test("a service that speaks HTTP/2 without TLS is asked by prior knowledge", async () => {
  const { target } = await startHttp2((stream, headers) => {
    stream.respond({ ":status": 200, "x-asked": `${headers[":method"]} ${headers[":scheme"]} ${headers[":path"]}` });
    stream.end(`for ${headers[":authority"]}`);
  });
  const outcome = await runProbe(get("/health", V2).expect(200), target, never);
  expect(outcome).toMatchObject({
    kind: "passed",
    answer: {
      status: 200,
      version: "2",
      text: `for 127.0.0.1:${target.port}`,
      headers: { "x-asked": "GET http /health" },
      tls: undefined,
    },
  });
  expect(Object.keys(outcome.phases)).toEqual(["connect", "request", "firstByte", "body"]);
});

test("over TLS, HTTP/2 is negotiated and the handshake is shown", async () => {
  const pair = selfSigned("app.example");
  const { target } = await startHttp2((stream, headers) => {
    stream.respond({ ":status": 200 });
    stream.end(`${headers[":scheme"]} ${headers[":authority"]}`);
  }, pair);
  const outcome = await runProbe(
    get("/", { ...V2, host: "app.example" }).expect(200),
    { ...target, tls: { ca: pair.cert } },
    never,
  );
  expect(outcome).toMatchObject({
    kind: "passed",
    answer: { text: "https app.example", tls: { version: "TLSv1.3", problem: undefined } },
  });
  expect(Object.keys(outcome.phases)).toEqual(["connect", "tls", "request", "firstByte", "body"]);
});

test.for([
  ["ALPN http/1.1", { ALPNProtocols: ["http/1.1"] }, "speaks no HTTP/2 (ALPN refused)"],
  ["no ALPN", { ALPNProtocols: [] }, "speaks no HTTP/2 (ALPN none)"],
] as const)("a service with %s does not speak HTTP/2", async ([, options, observed]) => {
  const { target } = await startHttps({ ...selfSigned("app.example"), ...options }, (_, answer) => answer.end());
  const outcome = await runProbe(get("/", V2).expect(200), { ...target, tls: { verify: false } }, never);
  expect(outcome).toMatchObject({ kind: "failed", observed, likelyCause: expect.stringContaining("HTTP/1.1 only") });
});

test("what is sent arrives, also what is secret, which is not shown", async () => {
  const { target } = await startHttp2((stream, headers) => {
    let body = "";
    stream.on("data", (chunk: Buffer) => void (body += chunk.toString()));
    stream.on("end", () => {
      stream.respond({ ":status": 500, "x-auth": headers.authorization, "x-length": headers["content-length"] });
      stream.end(`no ${body}`);
    });
  });
  const token = new Secret("tok-12345");
  const probe = post(secretText`/orders/${token}`, { ...V2, bearer: token, json: { token } }).expect(200);
  const outcome = await runProbe(probe, target, never);
  expect(said(outcome)).toBe("failed: expected status 200, observed status 500 (no ***)");
  expect(outcome).toMatchObject({ answer: { headers: { "x-auth": "Bearer tok-12345", "x-length": "21" } } });
});

test("a body is sent and taken through windows that are smaller than it", async () => {
  const { target } = await startHttp2((stream) => {
    stream.respond({ ":status": 200 });
    stream.pipe(stream);
  });
  const text = "0123456789".repeat(60_000);
  const outcome = await runProbe(post("/echo", { ...V2, text, limits: { body: "1MiB" } }).expect(200), target, never);
  expect(outcome).toMatchObject({ kind: "passed", answer: { size: 600_000, sizeOnWire: 600_000 } });
});

test("a service may answer before it has taken the whole body", async () => {
  const { target } = await startHttp2((stream) => {
    stream.respond({ ":status": 413 });
    stream.end("too large");
  });
  const outcome = await runProbe(post("/upload", { ...V2, text: "x".repeat(1_000_000) }).expect(413), target, never);
  expect(said(outcome)).toBe("passed");
});

test.for([
  ["HEAD", head("/", V2), { ":status": 200, "content-length": "5" }],
  ["GET without a body", get("/", V2), { ":status": 204 }],
] as const)("an answer to %s is its headers", async ([, probe, headers]) => {
  const { target } = await startHttp2((stream) => stream.respond(headers, { endStream: true }));
  expect(await runProbe(probe.expect("200-299"), target, never)).toMatchObject({
    kind: "passed",
    answer: { size: 0, text: "" },
  });
});

test("interim answers are passed over, and fields that come several times are lists", async () => {
  const { target } = await startHttp2((stream) => {
    stream.additionalHeaders({ ":status": 103, link: "</a.css>" });
    stream.respond({ ":status": 200, "set-cookie": ["a=1", "b=2"], vary: "x" });
    stream.end();
  });
  const outcome = await runProbe(get("/", V2).expect(200), target, never);
  expect(outcome).toMatchObject({ kind: "passed", answer: { headers: { "set-cookie": ["a=1", "b=2"], vary: "x" } } });
});

test("frames may come byte by byte, and ones of an unknown type between them", async () => {
  const { target } = await startFrames({
    asked: async (socket) => {
      socket.setNoDelay();
      const unknown = frame(0xbe, 0xff, 4_711, "grease");
      const parts = [settings(), unknown, headers(END_HEADERS), unknown, frame("DATA", END_STREAM, 1, "ok")];
      for (const byte of Buffer.concat(parts)) {
        socket.write(Buffer.from([byte]));
        await setImmediate();
      }
    },
  });
  const outcome = await runProbe(get("/", V2).expect(200), target, never);
  expect(outcome).toMatchObject({ kind: "passed", answer: { text: "ok" } });
});

test("a compressed body is decompressed where the probe accepts that", async () => {
  const { target } = await startHttp2((stream, headers) => {
    stream.respond({ ":status": 200, "content-encoding": "gzip", "x-accepted": headers["accept-encoding"] });
    stream.end(gzipSync("hello ".repeat(1_000)));
  });
  const outcome = await runProbe(get("/", { ...V2, accept: ["gzip"] }).expect(200), target, never);
  expect(outcome).toMatchObject({
    kind: "passed",
    answer: { size: 6_000, encoding: "gzip", headers: { "x-accepted": "gzip" } },
  });
});

test("a connection is kept only where that is asked for, and then serves probes at once", async () => {
  const { target, connections: seen } = await startHttp2((stream) => {
    stream.respond({ ":status": 200 });
    stream.end("ok");
  });
  await using connections = new Connections();
  const kept = get("/", { ...V2, keepAlive: true }).expect(200);
  await runProbe(kept, target, never, { connections });
  const outcomes = await Promise.all([1, 2, 3].map(() => runProbe(kept, target, never, { connections })));
  expect(outcomes.map(said)).toEqual(["passed", "passed", "passed"]);
  expect(seen).toHaveLength(1);
  expect(outcomes.map(({ phases }) => Object.keys(phases)[0])).toEqual(["request", "request", "request"]);
  await runProbe(get("/", V2).expect(200), target, never, { connections });
  expect(seen).toHaveLength(2);
});

test("a kept connection that broke is replaced by the next probe, and all are closed in the end", async () => {
  const { target, connections: seen } = await startHttp2((stream, headers) => {
    stream.respond({ ":status": 200 });
    if (headers[":path"] === "/break") stream.session?.socket.destroy();
    else stream.end("ok");
  });
  const connections = new Connections();
  const ask = async (path: string) =>
    said(await runProbe(get(path, { ...V2, keepAlive: true }).expect(200), target, never, { connections }));
  expect(await ask("/")).toBe("passed");
  expect(await ask("/break")).toMatch(/clos(?:ed|e).* before a whole answer/u);
  expect(await ask("/")).toBe("passed");
  expect(seen).toHaveLength(2);
  await connections[Symbol.asyncDispose]();
  await expect.poll(() => seen.every(({ destroyed }) => destroyed)).toBe(true);
});

test("a kept connection that the service takes leave of is not kept", async () => {
  const goAway = frame("GOAWAY", 0, 0, words(1, 0));
  const { target, connections: seen } = await startFrames(
    saying(goAway, headers(END_HEADERS), frame("DATA", END_STREAM, 1, "ok")),
  );
  await using connections = new Connections();
  const kept = get("/", { ...V2, keepAlive: true }).expect(200);
  expect(said(await runProbe(kept, target, never, { connections }))).toBe("passed");
  await expect.poll(() => seen.map(isGone)).toEqual([true]);
  expect(said(await runProbe(kept, target, never, { connections }))).toBe("passed");
  await expect.poll(() => seen.map(isGone)).toEqual([true, true]);
});

test("a request that is over its limit does not end the others on its connection", async () => {
  const { target, connections: seen } = await startHttp2((stream, headers) => {
    stream.respond({ ":status": 200 });
    if (headers[":path"] === "/large") stream.end("x".repeat(100_000));
    else if (headers[":path"] === "/slow") setTimeout(() => stream.end("done"), 40);
    else stream.end("ok");
  });
  await using connections = new Connections();
  const ask = async (path: string) => {
    const probe = get(path, { ...V2, keepAlive: true, limits: { body: "10KiB" } }).expect(200);
    return said(await runProbe(probe, target, never, { connections }));
  };
  await ask("/");
  const [slow, large] = await Promise.all([ask("/slow"), ask("/large")]);
  expect([slow, large]).toEqual(["passed", expect.stringContaining("a body of more than 10 KiB")]);
  expect(await ask("/")).toBe("passed");
  expect(seen).toHaveLength(2);
});

test("a peer's limit of requests at once is not waited for: another connection is opened", async () => {
  const { target, connections: seen } = await startHttp2(
    (stream) => {
      stream.respond({ ":status": 200 });
      setTimeout(() => stream.end("ok"), 10);
    },
    { settings: { maxConcurrentStreams: 1 } },
  );
  await using connections = new Connections();
  const kept = get("/", { ...V2, keepAlive: true }).expect(200);
  await runProbe(kept, target, never, { connections });
  const outcomes = await Promise.all([1, 2].map(() => runProbe(kept, target, never, { connections })));
  expect(outcomes.map(said)).toEqual(["passed", "passed"]);
  expect(seen).toHaveLength(2);
});

test("a run that is stopped closes the connection and rejects with its reason", async () => {
  const stopping = new AbortController();
  const { target, connections: seen } = await startHttp2(() => stopping.abort(new Error("enough")));
  await expect(runProbe(get("/", V2).expect(200), target, stopping.signal)).rejects.toThrow("enough");
  await expect.poll(() => seen.length === 1 && seen.every(({ destroyed }) => destroyed)).toBe(true);
});

test("a port on which nobody listens refuses", async () => {
  expect(said(await runProbe(get("/", V2).expect(200), await closedPort(), never))).toBe(
    "failed: expected status 200, observed connection refused",
  );
});
