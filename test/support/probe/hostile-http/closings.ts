import type { Socket } from "node:net";
import { answering, doing, harmless, type HostilePeer } from "./hostile-peer.ts";

const HEAD = "HTTP/1.1 200 OK\r\n";
const CLOSED = /^connection closed before a whole answer$/;
const RESET = /^connection reset before a whole answer$/;

/** After a while, so that what was said before is read. */
function reset(socket: Socket): void {
  setTimeout(() => socket.resetAndDestroy(), 20);
}

/** Peers that go away. */
export const closings: readonly HostilePeer[] = [
  doing("that closes at once", (socket) => void socket.destroy(), /^connection (closed|reset) before/),
  doing("that resets at once", (socket) => void socket.resetAndDestroy(), /^connection (closed|reset) before/),
  doing("that closes its half at once and waits", (socket) => void socket.end(), CLOSED),
  answering("that closes without an answer", "", CLOSED),
  answering("that closes in its headers", `${HEAD}x: `, CLOSED),
  answering("that closes in its body", `${HEAD}content-length: 100\r\n\r\nhalf`, CLOSED),
  answering(
    "that promises to close, and closes too early",
    `${HEAD}connection: close\r\ncontent-length: 9\r\n\r\nx`,
    /length/,
  ),
  answering("whose last chunk is missing", `${HEAD}transfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n`, CLOSED),
  answering("that closes in a chunk", `${HEAD}transfer-encoding: chunked\r\n\r\nff\r\nhalf`, CLOSED),
  answering("that resets before its headers", "HTTP/1.1 ", RESET, undefined, reset),
  answering("that resets in its headers", `${HEAD}content-type: te`, RESET, undefined, reset),
  answering("that resets in its body", `${HEAD}content-length: 9\r\n\r\nhalf`, RESET, undefined, reset),
  answering("that resets in a body that only its end ends", `${HEAD}\r\nhalf`, RESET, undefined, reset),
  harmless(answering("whose body ends with its connection", `${HEAD}\r\nwhole`, /^$/)),
  harmless(answering("that resets after its answer", `${HEAD}content-length: 2\r\n\r\nok`, /^$/, undefined, reset)),
];
