import { post } from "../../../../shared/probe/http/http-probe.ts";
import { doing, stalling, trickle, type HostilePeer } from "./hostile-peer.ts";

const HEAD = "HTTP/1.1 200 OK\r\n";

/** Peers that keep whoever asks waiting. */
export const silences: readonly HostilePeer[] = [
  stalling("that takes the connection and says nothing", () => undefined, /^no answer in 120 ms$/),
  stalling("that reads the request and says nothing", (socket) => void socket.resume(), /^no answer in 120 ms$/),
  stalling("that stops in its status line", (socket) => void socket.write("HTTP/1.1 20"), /^no answer in 120 ms$/),
  stalling("that stops in its headers", (socket) => void socket.write(`${HEAD}x: y\r\n`), /^no answer in 120 ms$/),
  stalling("whose headers trickle", trickle(HEAD, "x"), /^no answer in 120 ms$/),
  stalling("whose reason has no end", trickle("HTTP/1.1 200 ", "x"), /^no answer in 120 ms$/),
  stalling("that is about to answer, for ever", trickle("", "HTTP/1.1 103 \r\n\r\n"), /^no answer in 120 ms$/),
  stalling("whose body trickles", trickle(`${HEAD}content-length: 9999\r\n\r\n`, "x"), /^no whole body in 120 ms$/),
  stalling(
    "that stops in its body",
    (socket) => void socket.write(`${HEAD}content-length: 9\r\n\r\nhalf`),
    /^no whole body in 120 ms$/,
  ),
  stalling(
    "whose body trickles in chunks",
    trickle(`${HEAD}transfer-encoding: chunked\r\n\r\n`, "1\r\nx\r\n"),
    /^no whole body in 120 ms$/,
  ),
  stalling(
    "whose chunk extension has no end",
    trickle(`${HEAD}transfer-encoding: chunked\r\n\r\n4;`, "x".repeat(10_000)),
    /^no whole body in 120 ms$/,
  ),
  doing(
    "that does not read what it is sent",
    (socket) => void socket.pause(),
    /^the request not taken in 150 ms$/,
    post("/upload", { text: "x".repeat(20 * 1024 * 1024), timeout: "150ms" }).expect(200),
  ),
];
