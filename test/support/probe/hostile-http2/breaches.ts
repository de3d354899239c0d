import { END_HEADERS, END_STREAM, fields, frame, headers, PADDED, settings, words } from "./frames.ts";
import { data, HEAD, passing, peer, WHOLE, type HostileHttp2Peer } from "./hostile-http2-peer.ts";
import { saying } from "./start-frames.ts";

/** Peers that break the protocol. */
export const breaches: readonly HostileHttp2Peer[] = [
  peer(
    "that pushes",
    saying(frame("PUSH_PROMISE", END_HEADERS, 1, Buffer.concat([words(2), fields([":path", "/"])]))),
    /^pushed an answer that nobody asked for \(PUSH_PROMISE\)$/,
  ),
  peer(
    "that answers what nobody asked",
    saying(frame("HEADERS", END_HEADERS, 3, fields([":status", "200"]))),
    /^broke HTTP\/2: HEADERS for stream 3, which nobody opened$/,
  ),
  peer(
    "that answers on a stream of its own",
    saying(frame("DATA", 0, 2, "x")),
    /^broke HTTP\/2: DATA for stream 2, which nobody opened$/,
  ),
  peer(
    "that answers on no stream",
    saying(frame("HEADERS", END_HEADERS, 0, fields([":status", "200"]))),
    /^broke HTTP\/2/,
  ),
  peer("whose body comes first", saying(data("early")), /^broke HTTP\/2/),
  peer(
    "whose headers cannot be decompressed",
    saying(frame("HEADERS", END_HEADERS, 1, Buffer.from([0x80]))),
    /^broke HTTP\/2: Protocol error$/,
  ),
  peer(
    "that has no status",
    saying(frame("HEADERS", END_HEADERS | END_STREAM, 1, fields(["x", "y"]))),
    /^broke HTTP\/2: an answer that is malformed \(PROTOCOL_ERROR\)$/,
  ),
  peer(
    "whose header names are in capitals",
    saying(headers(END_HEADERS | END_STREAM, ["X", "y"])),
    /^broke HTTP\/2: an answer that is malformed/,
  ),
  peer(
    "that sends headers of HTTP/1.1",
    saying(headers(END_HEADERS | END_STREAM, ["connection", "close"])),
    /^broke HTTP\/2: an answer that is malformed/,
  ),
  peer(
    "whose body is shorter than its length",
    saying(headers(END_HEADERS, ["content-length", "9"]), data("half", END_STREAM)),
    /^a body of another length than its Content-Length$/,
  ),
  peer(
    "whose body is longer than its length",
    saying(headers(END_HEADERS, ["content-length", "2"]), data("half", END_STREAM)),
    /^a body of another length than its Content-Length$/,
  ),
  peer(
    "whose padding is longer than its frame",
    saying(HEAD, data(Buffer.from([200, 1, 2]), PADDED)),
    /^broke HTTP\/2: Protocol error$/,
  ),
  peer(
    "that opens a window by nothing",
    saying(frame("WINDOW_UPDATE", 0, 0, words(0))),
    /^broke HTTP\/2: Protocol error$/,
  ),
  peer(
    "that opens a window beyond its end",
    saying(frame("WINDOW_UPDATE", 0, 0, words(0x7f_ff_ff_ff))),
    /^broke HTTP\/2: Flow control error$/,
  ),
  peer(
    "whose SETTINGS are impossible",
    { connected: (socket) => socket.write(settings([4, 0xff_ff_ff_ff])) },
    /^broke HTTP\/2: Flow control error$/,
  ),
  peer(
    "whose SETTINGS are cut short",
    { connected: (socket) => socket.write(frame("SETTINGS", 0, 0, "12345")) },
    /^broke HTTP\/2: Protocol error$/,
  ),
  peer(
    "that continues headers that never began",
    saying(frame("CONTINUATION", END_HEADERS, 1, fields(["x", "y"]))),
    /^broke HTTP\/2: Protocol error$/,
  ),
  peer(
    "that puts a frame between its headers",
    saying(headers(0), frame("PING", 0, 0, "12345678")),
    /^broke HTTP\/2: Protocol error$/,
  ),
  passing("that answers twice", saying(WHOLE, WHOLE)),
];
