import { post } from "../../../../shared/probe/http/http-probe.ts";
import { frame, headers, settings } from "./frames.ts";
import { data, HEAD, interim, peer, stalling, SHORT, type HostileHttp2Peer } from "./hostile-http2-peer.ts";
import { saying, trickling } from "./start-frames.ts";

/** Peers that keep whoever asks waiting. */
export const silences: readonly HostileHttp2Peer[] = [
  stalling("that says nothing", {}, /^no answer in 120 ms, nor the SETTINGS with which HTTP\/2 begins$/),
  stalling("that begins and says no more", saying(), /^no answer in 120 ms$/),
  stalling("that stops in the header of a frame", saying(HEAD.subarray(0, 5)), /^no answer in 120 ms$/),
  stalling("that stops between two blocks of headers", saying(headers(0)), /^no answer in 120 ms$/),
  stalling("that stops after its headers", saying(HEAD), /^no whole body in 120 ms$/),
  stalling("that stops in its body", saying(HEAD, data("half")), /^no whole body in 120 ms$/),
  stalling("whose body trickles", trickling([HEAD], data("x")), /^no whole body in 120 ms$/),
  stalling("that only pings", trickling([], frame("PING", 0, 0, "12345678")), /^no answer in 120 ms$/),
  stalling("that is about to answer, for ever", saying(interim("103")), /^no answer in 120 ms$/),
  peer(
    "that never opens its window for a body",
    { connected: (socket) => socket.write(settings([4, 0])) },
    /^the body of the request not taken in 120 ms$/,
    post("/upload", { version: "2", ...SHORT, text: "x".repeat(70_000) }).expect(200),
  ),
  peer(
    "that takes the beginning of a large body",
    { connected: (socket) => socket.write(settings()) },
    /^the body of the request not taken in 120 ms$/,
    post("/upload", { version: "2", ...SHORT, text: "x".repeat(1_000_000) }).expect(200),
  ),
];
