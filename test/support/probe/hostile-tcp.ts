import type { Socket } from "node:net";
import { tcp, type TcpProbe } from "../../../shared/probe/tcp/tcp-probe.ts";
import type { Target } from "../../../shared/probe/target.ts";
import { startBlackHole } from "./start-black-hole.ts";
import { closedPort, startTcp } from "./start-server.ts";

/** A server that does wrong, and what is to be said of it. */
export interface HostileTcpPeer {
  /** `that resets when it is asked` */
  readonly is: string;
  readonly start: () => Promise<{ readonly target: Target }>;
  readonly probe: TcpProbe;
  readonly kind: "passed" | "failed" | "error";
  readonly observed: RegExp;
}

const SHORT = "200ms";
const ask = tcp({ timeout: SHORT }).sends("PING\r\n").expects("PONG");
const patient = tcp({ timeout: "2s" }).expects(/^220 /);

function doing(is: string, handle: (socket: Socket) => void, probe: TcpProbe, observed: RegExp): HostileTcpPeer {
  return { is, start: () => startTcp(handle), probe, kind: "failed", observed };
}

function pour(data: string | Buffer): (socket: Socket) => void {
  return (socket) => {
    const more = (): void => {
      if (!socket.destroyed) socket.write(data, (error) => void (error || setImmediate(more)));
    };
    more();
  };
}

/** The zoo: every way in which a peer over bare TCP is known to do wrong. */
export const HOSTILE_TCP: readonly HostileTcpPeer[] = [
  doing("that says nothing", (socket) => void socket.resume(), ask, /^no "PONG" in 200 ms \(nothing received\)$/),
  doing(
    "that takes the question and answers another",
    (socket) => void socket.once("data", () => socket.write("-ERR unknown\r\n")),
    ask,
    /^no "PONG" in 200 ms \(received "-ERR unknown\\r\\n"\)$/,
  ),
  doing("that floods at once", pour(Buffer.alloc(65_536, "flood\n")), patient, /^more than 64 KiB without \/\^220 \/ /),
  {
    ...doing("that floods whoever only connects", pour(Buffer.alloc(65_536, 1)), tcp({ timeout: "2s" }), /^passed$/),
    kind: "passed",
  },
  doing("with an endless line", pour("x".repeat(1_000)), patient, /^more than 64 KiB .*received "x{120}… \(\d+ char/),
  doing("that resets at once", (socket) => socket.resetAndDestroy(), patient, /^connection reset/),
  doing(
    "that resets when it is asked",
    (socket) => void socket.once("data", () => socket.resetAndDestroy()),
    ask,
    /^connection reset without "PONG" \(nothing received\)$/,
  ),
  doing(
    "that ends at once",
    (socket) => void socket.end(),
    patient,
    /^connection closed without \/\^220 \/ \(nothing received\)$/,
  ),
  doing(
    "that ends its half at once and is asked all the same",
    (socket) => void socket.resume().end("bye\r\n"),
    tcp({ timeout: "2s" }).expects("bye").expects("\n").sends("PING\r\n").expects("PONG"),
    /^connection closed (before "PING\\r\\n" was sent|without "PONG") \(nothing more received\)$/,
  ),
  doing(
    "that drips",
    (socket) => {
      const timer = setInterval(() => socket.write("2"), 5);
      socket.once("close", () => clearInterval(timer));
    },
    tcp({ timeout: SHORT }).expects(/^220 /),
    /^no \/\^220 \/ in 200 ms \(received "2{2,}"\)$/,
  ),
  doing(
    "that never reads",
    (socket) => void socket.pause(),
    tcp({ timeout: SHORT }).sends(new Uint8Array(32 * 1024 * 1024)),
    /^33554432 bytes not taken in 200 ms/,
  ),
  doing(
    "that closes after what it was sent first",
    (socket) => void socket.once("data", () => socket.end()),
    tcp({ timeout: "2s" }).sends("A").expects("B").sends("C"),
    /^connection closed without "B"/,
  ),
  doing(
    "that sends what a terminal would obey",
    (socket) => void socket.end(Buffer.from([0x1b, 0x5b, 0x32, 0x4a, 0x00, 0xff, 0xfe, 0x9b, 0x0d, 0x0a])),
    patient,
    /^connection closed .*received "\\u001b\[2J\\u0000\uFFFD+\\r\\n"\)$/,
  ),
  { is: "whose port is closed", start: at(closedPort), probe: patient, kind: "failed", observed: /connection refused/ },
  {
    is: "behind a black hole",
    start: at(startBlackHole),
    probe: ask,
    kind: "error",
    observed: /^no connection in time/,
  },
];

function at(start: () => Promise<Target>): HostileTcpPeer["start"] {
  return async () => ({ target: await start() });
}
