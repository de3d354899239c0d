import { END_STREAM, settings } from "./frames.ts";
import { data, goAway, HEAD, passing, peer, reset, type HostileHttp2Peer } from "./hostile-http2-peer.ts";
import { saying, sayingAndLeaving } from "./start-frames.ts";

/** Peers that end a request or a connection, in every way that there is. */
export const endings: readonly HostileHttp2Peer[] = [
  peer(
    "that sends GOAWAY at once",
    { connected: (socket) => socket.end(Buffer.concat([settings(), goAway(0, 0)])) },
    /^closed the connection before a whole answer \(GOAWAY NO_ERROR: it is shutting down/,
  ),
  peer(
    "that sends GOAWAY and stays",
    saying(goAway(0, 0)),
    /^closed the connection before a whole answer \(GOAWAY NO_ERROR/,
  ),
  peer(
    "that sends GOAWAY with a reason",
    saying(goAway(0, 11, "too_many\u001b[31m_pings")),
    /\(GOAWAY ENHANCE_YOUR_CALM: it is asked too much, or too often, "too_many\\u001b\[31m_pings"\)$/,
  ),
  peer(
    "that sends GOAWAY in the body",
    sayingAndLeaving("end", HEAD, data("half"), goAway(1, 2)),
    /\(GOAWAY INTERNAL_ERROR: something broke within it\)$/,
  ),
  passing("that sends GOAWAY and finishes", saying(goAway(1, 0), HEAD, data("all", END_STREAM))),
  peer(
    "that refuses the request",
    saying(reset(7)),
    /^reset the request \(RST_STREAM REFUSED_STREAM: it did not begin with the request\)$/,
  ),
  peer(
    "that wants HTTP/1.1",
    saying(reset(13)),
    /^reset the request \(RST_STREAM HTTP_1_1_REQUIRED: it wants to be asked over HTTP\/1.1\)$/,
  ),
  peer(
    "that resets with a code nobody knows",
    saying(reset(4_711)),
    /^reset the request \(RST_STREAM error code 4711\)$/,
  ),
  peer(
    "that resets in the body",
    saying(HEAD, data("half"), reset(8)),
    /^reset the request \(RST_STREAM CANCEL: it gave up on the request\)$/,
  ),
  peer(
    "that resets in the body as if all was well",
    saying(HEAD, data("half"), reset(0)),
    /^reset the request \(RST_STREAM NO_ERROR/,
  ),
  passing("that resets after the body as if all was well", saying(HEAD, data("all", END_STREAM), reset(0))),
  peer(
    "that closes without a word",
    { asked: (socket) => socket.end() },
    /^connection closed without a frame of HTTP\/2$/,
  ),
  peer("that closes when it is asked", sayingAndLeaving("end"), /^connection closed before a whole answer$/),
  peer(
    "that closes in a frame",
    sayingAndLeaving("end", HEAD, data("half").subarray(0, 11)),
    /^connection closed before a whole answer$/,
  ),
  peer(
    "that closes in its body",
    sayingAndLeaving("end", HEAD, data("half")),
    /^connection closed before a whole answer$/,
  ),
  peer("that resets the connection", sayingAndLeaving("reset"), /^connection reset before a whole answer$/),
  peer(
    "that resets the connection in its body",
    sayingAndLeaving("reset", HEAD, data("half")),
    /^connection reset before a whole answer$/,
  ),
];
