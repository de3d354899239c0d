import { setTimeout as sleep } from "node:timers/promises";
import { expect, expectTypeOf, test } from "vitest";
import * as v from "valibot";
import { not } from "../../../../shared/probe/expectation.ts";
import { header } from "../../../../shared/probe/http/header.ts";
import { within } from "../../../../shared/probe/http/within.ts";
import { runProbe } from "../../../../shared/probe/run-probe.ts";
import { Secret } from "../../../../shared/probe/secret.ts";
import { message } from "../../../../shared/probe/websocket/message.ts";
import { protocol } from "../../../../shared/probe/websocket/protocol.ts";
import { webSocket } from "../../../../shared/probe/websocket/websocket-probe.ts";
import { said } from "../../../support/probe/probes.ts";
import { selfSigned } from "../../../support/probe/self-signed.ts";
import { closedPort, startHttp, startRaw, startTcp } from "../../../support/probe/start-server.ts";
import { echo, startWebSocket } from "../../../support/probe/start-websocket.ts";

const never = new AbortController().signal;
const live = webSocket("/live", { timeout: "1s" });

test("a script of messages is followed, and the connection is closed in good order", async () => {
  let closedWith: number | undefined;
  const { target, connections } = await startWebSocket((socket, { url, headers }) => {
    socket.on("close", (code) => (closedWith = code));
    socket.send(`welcome to ${url} ${String(headers["x-who"])} ${headers.host} ${headers["sec-websocket-extensions"]}`);
    echo(socket);
  });
  const probe = webSocket("/live", { timeout: "1s", headers: { "X-Who": "me" }, query: { room: 7 }, host: "shop.test" })
    .expectsNext("welcome to /live?room=7 me shop.test undefined")
    .sends("ping")
    .expectsNext("ping")
    .sends({ type: "subscribe", to: [1, 2] })
    .expects({ type: "subscribe" })
    .expect(message(/^welcome/), header("upgrade", "websocket"), within("1s"), not(protocol("v1")));
  const outcome = await runProbe(probe, target, never);
  expect(said(outcome)).toBe("passed");
  if (outcome.kind !== "passed") return;
  expectTypeOf(outcome.answer.messages).toEqualTypeOf<readonly string[]>();
  expect(outcome.answer).toMatchObject({ status: 101, protocol: undefined, closeCode: undefined });
  expect(outcome.answer.messages[2]).toBe('{"type":"subscribe","to":[1,2]}');
  expect(Object.keys(outcome.phases)).toEqual(["connect", "request", "firstByte", "body"]);
  await expect.poll(() => closedWith).toBe(1000);
  await expect.poll(() => connections[0]?.destroyed).toBe(true);
});

test.for([
  ["text", "pong", "passed"],
  ["a pattern with a flag that would remember", /P.NG/giu, "passed"],
  ["a function", (text: string) => text.startsWith("po"), "passed"],
  [
    "a function that throws",
    (text: string) => JSON.parse(text) === 1,
    "no message (text) => JSON.parse(text) === 1 in 250 ms",
  ],
  ["bytes", Buffer.from([1, 2]), "passed"],
  ["a part of JSON", { type: "state", of: { ready: true } }, "passed"],
  [
    "another part of JSON",
    { type: "state", of: { ready: false } },
    'no message {"type":"state","of":{"ready":false}} in 250 ms',
  ],
  ["a schema", v.object({ of: v.object({ id: v.number() }) }), "passed"],
  [
    "a schema that accepts none of it",
    v.object({ of: v.string() }),
    "no message as its schema (valibot) has it in 250 ms",
  ],
] as const)("what is expected may be %s, among other messages", async ([, matcher, ending]) => {
  const { target } = await startWebSocket((socket) => {
    socket.send("hello");
    socket.send('{"type":"state","of":{"ready":true,"id":1}}');
    socket.send(Buffer.from([1, 2]));
    socket.send("pong");
  });
  expect(said(await runProbe(webSocket("/", { timeout: "250ms" }).expects(matcher), target, never))).toContain(ending);
});

test("a next message that is another has failed at once, and the peer is quoted", async () => {
  const { target } = await startWebSocket((socket) => socket.send("no\u001b[31m"));
  expect(said(await runProbe(live.expectsNext("pong"), target, never))).toBe(
    String.raw`failed: expected next message "pong", observed message "no\u001b[31m"`,
  );
});

test.for([
  [1008, 1008, "passed"],
  [undefined, 1011, "passed"],
  [1000, 1011, "failed: expected close with 1000, observed closed with 1011 (not today)"],
] as const)("a close by the peer can be expected: %s", async ([expected, code, ending]) => {
  const { target } = await startWebSocket((socket) => socket.close(code, "not today"));
  expect(said(await runProbe(live.expectsClose(expected), target, never))).toBe(ending);
});

test("a close in the middle of the script says what came before it", async () => {
  const { target } = await startWebSocket((socket) => {
    socket.send("hello");
    socket.close(1011, "out of memory");
  });
  const outcome = await runProbe(live.expects("pong"), target, never);
  expect(said(outcome)).toBe(
    'failed: expected message "pong", observed closed with 1011 (out of memory) after 1 message, the last "hello"',
  );
  expect(outcome).toMatchObject({ answer: { closeCode: 1011, messages: ["hello"] } });
});

test.for([
  [404, "no such room", "failed: expected status 101, observed status 404 (no such room)"],
  [426, "<html>", "failed: expected status 101, observed status 426"],
  [
    200,
    "x".repeat(100_000),
    `failed: expected status 101, observed status 200 (${"x".repeat(120)}… (1024 characters))`,
  ],
] as const)("an upgrade that is refused with %d has failed", async ([status, body, ending]) => {
  const { target, connections } = await startHttp((_request, response) => response.writeHead(status).end(body));
  expect(said(await runProbe(live.expects("pong"), target, never))).toBe(ending);
  await expect.poll(() => connections[0]?.destroyed).toBe(true);
});

test("a refusal can be what is expected", async () => {
  const { target } = await startHttp((_request, response) => response.writeHead(401).end());
  expect(said(await runProbe(live.expect(401), target, never))).toBe("passed");
  expect(said(await runProbe(live.expect("400-403"), target, never))).toBe("passed");
  expect(said(await runProbe(live.expects("pong").expect(401), target, never))).toMatch(/expected status 101/);
});

test("a refusal whose body does not end is told by its status", async () => {
  const { target } = await startHttp((_request, response) => response.writeHead(503).write("wait"));
  expect(said(await runProbe(webSocket("/", { timeout: "250ms" }), target, never))).toContain(
    "observed status 503, and no whole body in 250 ms",
  );
});

test.for([
  [["v2", "v1"], "v2", /^passed$/],
  [["v1"], "v2", /observed a broken upgrade \(Server sent (no|an invalid) subprotocol\)/],
  [[], "v2", /^failed: expected subprotocol v2, observed no subprotocol$/],
] as const)("a subprotocol is offered and chosen: %s", async ([protocols, wanted, ending]) => {
  const { target } = await startWebSocket(() => undefined, {
    handleProtocols: (offered) => (offered.has(wanted) ? wanted : false),
  });
  const probe = webSocket("/", { timeout: "1s", protocols }).expect(protocol(wanted));
  const outcome = said(await runProbe(probe, target, never));
  expect(outcome).toMatch(ending);
});

test("TLS is spoken with the name that was given, and what it showed is told", async () => {
  const pair = selfSigned("shop.test");
  const { target } = await startWebSocket(echo, { tls: pair });
  const probe = webSocket("/", { timeout: "2s", host: "shop.test:443" }).sends("ping").expects("ping");
  const outcome = await runProbe(probe, { ...target, tls: { ca: pair.cert } }, never);
  expect(said(outcome)).toBe("passed");
  expect(outcome).toMatchObject({
    answer: { tls: { serverName: "shop.test" } },
    request: expect.stringMatching(/^WebSocket wss:/),
  });
  const unknown = await runProbe(probe, { ...target, tls: {} }, never);
  expect(said(unknown)).toMatch(/observed a certificate that does not verify/);
});

test("compression is offered only where it is asked for", async () => {
  const { target } = await startWebSocket(echo, { perMessageDeflate: { threshold: 0 } });
  const long = "long ".repeat(5_000);
  const probe = webSocket("/", { timeout: "1s", perMessageDeflate: true }).sends(long).expects(long);
  const outcome = await runProbe(probe, target, never);
  expect(outcome).toMatchObject({
    kind: "passed",
    answer: { headers: { "sec-websocket-extensions": expect.stringContaining("permessage-deflate") } },
  });
});

test.for([
  ["a closed port", closedPort, "connection refused"],
  [
    "a peer that speaks no HTTP",
    async () => (await startRaw("220 smtp ready\r\n")).target,
    "an answer that is not HTTP",
  ],
  [
    "one that closes",
    async () => (await startTcp((s) => void s.resume().end())).target,
    "connection closed before a whole",
  ],
  ["one that resets", async () => (await startTcp((s) => s.once("data", () => s.resetAndDestroy()))).target, "reset"],
  ["one that says nothing", async () => (await startTcp((s) => void s.resume())).target, "no answer in 300 ms"],
] as const)("%s has failed", async ([, start, ending]) => {
  const outcome = await runProbe(webSocket("/", { timeout: "300ms" }), await start(), never);
  expect(said(outcome)).toMatch(new RegExp(`^failed: expected status 101, observed .*${ending}`));
});

test("a secret that is sent, and said back, is shown nowhere", async () => {
  const token = new Secret("s3cret-t0ken");
  const { target } = await startWebSocket((socket) => {
    socket.on("message", (data: Buffer) => socket.send(`unknown: ${data.toString("utf8")}`));
  });
  const probe = webSocket("/live", { timeout: "1s", query: { token } })
    .sends({ login: { token } })
    .expectsNext("welcome");
  const outcome = await runProbe(probe, target, never);
  expect(said(outcome)).toContain(String.raw`observed message "unknown: {"login":{"token":"***"}}"`);
  expect(`${outcome.request} ${String(probe)} ${JSON.stringify(probe)}`).not.toContain("s3cret");
  expect(String(probe)).toBe("WebSocket ***");
});

test("an abort in the middle of the script rejects with its reason, and the connection is gone", async () => {
  const { target, connections } = await startWebSocket(() => undefined);
  const controller = new AbortController();
  const outcome = runProbe(live.expects("pong"), target, controller.signal);
  await expect.poll(() => connections.length).toBe(1);
  await sleep(10);
  controller.abort(new Error("enough"));
  await expect(outcome).rejects.toThrow("enough");
  await expect.poll(() => connections[0]?.destroyed).toBe(true);
});

test.for([
  ["live", {}, /begins with \//],
  ["/live#top", {}, /none with a #/],
  ["/", { headers: { "Sec-WebSocket-Key": "x" } }, /the prober's own/],
  ["/", { headers: { Upgrade: "h2c" } }, /the prober's own/],
  ["/", { protocols: ["a b"] }, /is no name/],
  ["/", { protocols: ["a", "a"] }, /twice/],
  ["/", { limits: { count: 0 } }, /limits\.count/],
] as const)("what cannot be sent is refused when it is written: %s %j", ([path, options, message]) => {
  expect(() => webSocket(path, options)).toThrow(message);
});
