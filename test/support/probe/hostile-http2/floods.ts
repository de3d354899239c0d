import { fields, frame, headers, settings, words } from "./frames.ts";
import { data, HEAD, interim, peer, type HostileHttp2Peer } from "./hostile-http2-peer.ts";
import { flooding } from "./start-frames.ts";

/** Peers that send frames without end, none of which brings an answer nearer. */
export const floods: readonly HostileHttp2Peer[] = [
  peer("that floods with SETTINGS", flooding([], settings()), /^a flood of SETTINGS frames: more than 50$/),
  peer("that floods with PING", flooding([], frame("PING", 0, 0, "12345678")), /^a flood of PING frames/),
  peer("that floods with acknowledged PING", flooding([], frame("PING", 1, 0, "12345678")), /^a flood of PING frames/),
  peer("that floods with PRIORITY", flooding([], frame("PRIORITY", 0, 1, "12345")), /^a flood of PRIORITY frames/),
  peer("that floods with empty DATA", flooding([HEAD], data("")), /^a flood of empty DATA frames: more than 1000$/),
  peer(
    "that floods with frames of an unknown type",
    flooding([], frame(0xbe, 0, 0, "x")),
    /^a flood of unknown frames/,
  ),
  peer(
    "that floods with WINDOW_UPDATE",
    flooding([], frame("WINDOW_UPDATE", 0, 1, words(1))),
    /^a flood of WINDOW_UPDATE frames|^broke HTTP\/2/,
  ),
  peer("that floods with interim answers", flooding([], interim("103")), /^a flood of interim answers \(1xx\)/),
  peer("that floods with 100", flooding([], interim("100")), /^a flood of interim answers \(1xx\)/),
  peer(
    "whose headers have no end",
    flooding([headers(0)], frame("CONTINUATION", 0, 1, fields(["x", "y"]))),
    /^a flood of CONTINUATION frames: more than 8 for one block of headers$/,
  ),
  peer(
    "whose empty CONTINUATION frames have no end",
    flooding([headers(0)], frame("CONTINUATION", 0, 1)),
    /^a flood of CONTINUATION frames/,
  ),
];
