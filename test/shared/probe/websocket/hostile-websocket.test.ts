import type { Socket } from "node:net";
import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { runProbe } from "../../../../shared/probe/run-probe.ts";
import { webSocket } from "../../../../shared/probe/websocket/websocket-probe.ts";
import { acceptUpgrade, frame, startHostileWebSocket } from "../../../support/probe/hostile-websocket.ts";
import { said } from "../../../support/probe/probes.ts";
import { isGone, startTcp } from "../../../support/probe/start-server.ts";

const never = new AbortController().signal;
const MiB = 1024 * 1024;

/** Writes `part` again and again until the connection is gone. */
function flood(socket: Socket, part: Buffer): void {
  const chunk = Buffer.concat(Array.from({ length: Math.ceil(65_536 / part.length) }, () => part));
  const more = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on("drain", more);
  more();
}

const bomb = deflateRawSync(Buffer.alloc(20 * MiB));

test.for<readonly [string, (socket: Socket) => void, string]>([
  [
    "masked frames",
    (s) => s.write(frame("text", "pong", { masked: true })),
    "a masked frame, which only clients may send",
  ],
  [
    "text that is not UTF-8",
    (s) => s.write(frame("text", Buffer.from([0xc3, 0x28]))),
    "a text message that is not UTF-8",
  ],
  ["an unknown opcode", (s) => s.write(frame("unknown")), "a broken frame (Invalid WebSocket frame: invalid opcode 3)"],
  [
    "reserved bits",
    (s) => s.write(frame("text", "x", { reserved: 4 })),
    "a broken frame (Invalid WebSocket frame: RSV1",
  ],
  ["a message that is too large", (s) => s.write(frame("text", "x".repeat(65_537))), "a message larger than 64 KiB"],
  [
    "one that only claims to be",
    (s) => s.write(frame("text", "x", { claims: 2 ** 40 })),
    "a message larger than 64 KiB",
  ],
  ["one of many parts", (s) => flood(s, frame("continuation", "x".repeat(1_000), { fin: false })), "a broken frame"],
  [
    "endless parts",
    (s) => s.write(frame("text", "x", { fin: false }), () => flood(s, frame("continuation", "", { fin: false }))),
    "a message in too many parts",
  ],
  ["messages without end", (s) => flood(s, frame("text", "tick")), "more than 1000 messages"],
  [
    "large messages without end",
    (s) => flood(s, frame("binary", Buffer.alloc(60_000))),
    "messages larger than 1 MiB together",
  ],
  ["pings without end", (s) => flood(s, frame("ping", "are you there")), "more than 1000 pings"],
  [
    "a ping that is too large",
    (s) => s.write(frame("ping", "x".repeat(126))),
    "a control frame of more than 125 bytes",
  ],
  ["half a frame", (s) => s.end(frame("text", "pong").subarray(0, 3)), "connection closed without a close frame"],
  ["an end without a close", (s) => s.end(), "connection closed without a close frame"],
  [
    "a close with no such code",
    (s) => s.write(frame("close", Buffer.from([0, 5]))),
    "a close with a code that does not exist",
  ],
  ["a close without a code", (s) => s.end(frame("close")), "closed without a code"],
  ["a reset", (s) => void setImmediate(() => s.resetAndDestroy()), "connection reset"],
  ["silence", () => undefined, 'no message "pong" in 400 ms'],
  [
    "parts that trickle",
    (s) => {
      s.write(frame("text", "po", { fin: false }));
    },
    'no message "pong" in 400 ms',
  ],
])("a peer that sends %s has failed", async ([, act, ending]) => {
  const { target, connections } = await startHostileWebSocket(act);
  const outcome = await runProbe(webSocket("/", { timeout: "400ms" }).sends("ping").expects("pong"), target, never);
  expect(said(outcome)).toContain("failed: ");
  expect(said(outcome)).toContain(`observed ${ending}`);
  expect(outcome.latencyMs).toBeLessThan(2_000);
  await expect.poll(() => connections.every(isGone)).toBe(true);
});

test("a compressed bomb is not inflated beyond the limit", async () => {
  const { target } = await startHostileWebSocket(
    (socket) => socket.write(frame("text", bomb.subarray(0, bomb.length), { reserved: 4 })),
    "Sec-WebSocket-Extensions: permessage-deflate",
  );
  const probe = webSocket("/", { timeout: "2s", perMessageDeflate: true }).expects("pong");
  expect(said(await runProbe(probe, target, never))).toContain("observed a message larger than 64 KiB");
});

test.for([
  [
    "another accept",
    (request: string) => acceptUpgrade(request).replace(/Accept: ..../, "Accept: AAAA"),
    "a broken upgrade (Invalid Sec-WebSocket-Accept header)",
  ],
  [
    "another upgrade",
    (request: string) => acceptUpgrade(request).replace("Upgrade: websocket", "Upgrade: h2c"),
    "a broken upgrade (Invalid Upgrade header)",
  ],
  [
    "an extension nobody asked for",
    (request: string) => acceptUpgrade(request, "Sec-WebSocket-Extensions: permessage-deflate"),
    "a broken upgrade (Server sent a Sec-WebSocket-Extensions header but",
  ],
  [
    "headers without end",
    () => `HTTP/1.1 101 Switching Protocols\r\n${"X-Long: long\r\n".repeat(5_000)}`,
    "headers larger than 16 KiB",
  ],
  ["half an answer", () => "HTTP/1.1 101 Switch", "no answer in 200 ms"],
  ["garbage", () => Buffer.alloc(200_000, 1), "an answer that is not HTTP"],
  ["a redirect", () => "HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", "status 302"],
  ["informational answers without end", () => "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(5_000), "no answer in 200 ms"],
] as const)("an upgrade that is answered with %s has failed", async ([, answer, ending]) => {
  const { target, connections } = await startTcp((socket) => {
    socket.once("data", (request) => socket.write(answer(request.toString("latin1"))));
  });
  const outcome = await runProbe(webSocket("/", { timeout: "200ms" }), target, never);
  expect(said(outcome)).toContain(`failed: expected status 101, observed ${ending}`);
  await expect.poll(() => connections.every(isGone)).toBe(true);
});

test("a peer that floods before it was asked anything has failed", async () => {
  const { target } = await startTcp((socket) => flood(socket, Buffer.alloc(65_536, "x")));
  const outcome = await runProbe(webSocket("/", { timeout: "1s" }), target, never);
  expect(said(outcome)).toMatch(/^failed: .* observed an answer that is not HTTP/);
});

test("a peer that never closes its side is left after a short while", async () => {
  const { target, connections } = await startHostileWebSocket((socket) => flood(socket, frame("text", "pong")));
  const outcome = await runProbe(webSocket("/", { timeout: "1s" }).expects("pong"), target, never);
  expect(outcome).toMatchObject({ kind: "passed" });
  await expect.poll(() => connections.every(isGone)).toBe(true);
});
