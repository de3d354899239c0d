import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { get } from "../../../../shared/probe/http/http-probe.ts";
import type { Encoding } from "../../../../shared/probe/http/http-request.ts";
import { startHttp } from "../start-server.ts";
import { asking, harmless, type HostilePeer } from "./hostile-peer.ts";

const MiB = 1024 * 1024;
const text = Buffer.from("everything is ready ".repeat(100));
const gzip = gzipSync(text);
const accept: readonly Encoding[] = ["gzip", "deflate", "br", "zstd"];

function encoded(is: string, encoding: string, body: () => Buffer | string, observed: RegExp): HostilePeer {
  const start: HostilePeer["start"] = () => {
    const bytes = body();
    return startHttp((_request, response) => response.writeHead(200, { "content-encoding": encoding }).end(bytes));
  };
  return { is, start, probe: asking({ accept }), kind: "failed", observed };
}

const BOMB = /^a body of more than 1 MiB after decompression \(limits\.body\)$/;
/** 256 KiB, which are 256 MiB when nobody stops them. */
const gzipBomb = (): Buffer => Buffer.concat(Array<Buffer>(16).fill(gzipSync(Buffer.alloc(16 * MiB))));

/** Peers that compress, and not as they say. */
export const encodings: readonly HostilePeer[] = [
  encoded("with a bomb of deflate", "deflate", () => deflateSync(Buffer.alloc(64 * MiB)), BOMB),
  encoded("with a bomb of br", "br", () => brotliCompressSync(Buffer.alloc(64 * MiB)), BOMB),
  encoded("with a bomb of zstd", "zstd", () => zstdCompressSync(Buffer.alloc(64 * MiB)), BOMB),
  encoded("with a bomb of gzip", "gzip", gzipBomb, BOMB),
  encoded("whose gzip is cut off", "gzip", () => gzip.subarray(0, -9), /^a gzip body that is cut off$/),
  encoded("whose gzip is corrupt", "gzip", () => Buffer.concat([gzip.subarray(0, 20), text]), /^a broken gzip body \(/),
  encoded("whose gzip is text", "gzip", () => "ready", /^a broken gzip body \(incorrect header check\)$/),
  encoded("whose zstd is gzip", "zstd", () => gzip, /^a broken zstd body \(/),
  encoded("whose br is garbage", "br", () => "\u0000\u00ff\u001b", /^a (broken br body|br body that is cut off)/),
  encoded(
    "whose zstd is cut off",
    "zstd",
    () => zstdCompressSync(text).subarray(0, -2),
    /^a zstd body that is cut off$/,
  ),
  encoded(
    "with something after its compressed body",
    "deflate",
    () => Buffer.concat([deflateSync(text), text]),
    /^a deflate body with more after its end$/,
  ),
  harmless(encoded("that says it compressed what is not there", "gzip", () => "", /^$/)),
  harmless({ ...encoded("with a bomb that nobody accepts", "gzip", gzipBomb, /^$/), probe: get("/").expect(200) }),
  harmless(encoded("that compressed twice", "gzip, gzip", () => gzipSync(gzip), /^$/)),
];
