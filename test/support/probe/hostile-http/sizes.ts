import { get } from "../../../../shared/probe/http/http-probe.ts";
import { answering, asking, doing, flood, type HostilePeer } from "./hostile-peer.ts";

const HEAD = "HTTP/1.1 200 OK\r\n";
const CHUNKED = `${HEAD}transfer-encoding: chunked\r\n\r\n`;
const HEADERS = /^headers larger than 16 KiB \(limits\.headers\)$/;
const BODY = /^a body of more than 1 MiB \(limits\.body\)$/;
const block = Buffer.alloc(64 * 1024, "x");

/** Peers that send more than anybody wants. */
export const sizes: readonly HostilePeer[] = [
  answering("with one huge header", `${HEAD}x: ${"y".repeat(100_000)}\r\n\r\n`, HEADERS),
  answering("with a header's huge name", `${HEAD}${"y".repeat(100_000)}: x\r\n\r\n`, HEADERS),
  doing("whose header has no end", flood(`${HEAD}x: `, block), HEADERS),
  doing("whose headers have no end", flood(HEAD, "x: y\r\n".repeat(1_000)), HEADERS),
  doing("whose trailers have no end", flood(`${CHUNKED}0\r\n`, "x: y\r\n".repeat(1_000)), HEADERS),
  doing(
    "with more headers than the probe allows",
    flood(HEAD, "x: y\r\n"),
    /^headers larger than 1 KiB \(limits\.headers\)$/,
    asking({ limits: { headers: "1KiB" } }),
  ),
  doing("whose body has no end", flood(`${HEAD}\r\n`, block), BODY),
  doing("whose body is as large as it says", flood(`${HEAD}content-length: 9999999\r\n\r\n`, block), BODY),
  doing("whose chunks have no end", flood(CHUNKED, `10000\r\n${String(block)}\r\n`), BODY),
  doing("whose chunks are of one byte", flood(CHUNKED, "1\r\nx\r\n".repeat(10_000)), BODY),
  doing(
    "whose body has no end, and is not even read",
    flood(`${HEAD}\r\n`, Buffer.alloc(1024 * 1024)),
    /^a body of more than 64 MiB \(limits\.body\)$/,
    get("/health").expect(200),
  ),
  doing(
    "with a larger body than the probe allows",
    flood(`${HEAD}\r\n`, "x"),
    /^a body of more than 10 bytes \(limits\.body\)$/,
    asking({ limits: { body: 10 } }),
  ),
];
