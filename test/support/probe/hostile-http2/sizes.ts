import { END_HEADERS, END_STREAM, fields, frame, headers } from "./frames.ts";
import { asking, data, HEAD, peer, type HostileHttp2Peer } from "./hostile-http2-peer.ts";
import { flooding, saying } from "./start-frames.ts";

/** Remembers one field of 4 KiB, and names it a thousand times by one byte. */
const BOMB = Buffer.concat([
  Buffer.from([0x40]),
  fields(["x", "y".repeat(4_000)]).subarray(1),
  Buffer.alloc(1_000, 0x80 | 62),
]);

/** Peers that send more than anybody takes. */
export const sizes: readonly HostileHttp2Peer[] = [
  peer(
    "whose body has no end",
    flooding([HEAD], data("x".repeat(8_192))),
    /^a body of more than 1 MiB/,
    asking({ limits: { body: "1MiB" } }),
  ),
  peer(
    "whose headers are too large",
    saying(
      headers(
        END_HEADERS | END_STREAM,
        ["x", "y".repeat(9_000)],
        ...Array.from({ length: 850 }, (): [string, string] => ["z", "1234"]),
      ),
    ),
    /^headers larger than 16 KiB \(limits.headers\)$/,
  ),
  peer(
    "whose trailers are too large",
    saying(
      HEAD,
      frame("HEADERS", 0, 1, fields(["x", "y".repeat(9_000)])),
      frame("CONTINUATION", END_HEADERS, 1, fields(["z", "y".repeat(9_000)])),
    ),
    /^headers larger than 16 KiB \(limits.headers\)$/,
  ),
  peer(
    "whose headers are a bomb",
    saying(frame("HEADERS", END_HEADERS | END_STREAM, 1, Buffer.concat([Buffer.from([0x88]), BOMB]))),
    /^headers larger than 16 KiB \(limits.headers\)$/,
  ),
  peer(
    "whose frame is too large",
    saying(HEAD, data("x".repeat(16_385))),
    /^broke HTTP\/2: a frame of 16385 bytes where 16384 are allowed$/,
  ),
];
