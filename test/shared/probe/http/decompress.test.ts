import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { Decompressor } from "../../../../shared/probe/http/decompress.ts";
import type { Encoding } from "../../../../shared/probe/http/http-request.ts";
import { get } from "../../../../shared/probe/http/http-probe.ts";
import { runProbe } from "../../../../shared/probe/run-probe.ts";
import { startHttp } from "../../../support/probe/start-server.ts";

const text = "ready \u00e9\u{1f600} ".repeat(2_000);

const formats: readonly (readonly [name: string, encoding: Encoding, compressed: Buffer])[] = [
  ["gzip", "gzip", gzipSync(text)],
  ["deflate", "deflate", deflateSync(text)],
  ["deflate without zlib's frame", "deflate", deflateRawSync(text)],
  ["br", "br", brotliCompressSync(text)],
  ["zstd", "zstd", zstdCompressSync(text)],
];

async function decompress(encoding: Encoding, compressed: Buffer, step: number): Promise<string> {
  const parts: Buffer[] = [];
  const decompressor = new Decompressor(encoding, (part) => void parts.push(part));
  try {
    for (let at = 0; at < compressed.length; at += step) await decompressor.write(compressed.subarray(at, at + step));
    await decompressor.end();
  } finally {
    decompressor.destroy();
  }
  return Buffer.concat(parts).toString();
}

test.for(formats)(
  "%s is decompressed whatever pieces it comes in, and refused where it is cut off",
  async ([, encoding, compressed]) => {
    for (const step of [1, 7, compressed.length]) {
      expect(await decompress(encoding, compressed, step)).toBe(text);
      await expect(decompress(encoding, compressed.subarray(0, -1), step)).rejects.toThrow(
        `a ${encoding} body that is cut off`,
      );
    }
  },
);

test("several members of gzip are one body", async () => {
  expect(await decompress("gzip", Buffer.concat([gzipSync("a"), gzipSync("b")]), 5)).toBe("ab");
});

test("zstd that asks for a window of gigabytes is refused", async () => {
  // A frame's header: no content size, and a window descriptor for 2 GiB.
  const greedy = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 0x01, 0x00, 0x00]);
  await expect(decompress("zstd", greedy, greedy.length)).rejects.toThrow(/^a broken zstd body \(/);
});

test("what the receiver throws stops the stream", async () => {
  let parts = 0;
  const decompressor = new Decompressor("gzip", () => {
    parts += 1;
    throw new Error("enough");
  });
  await expect(decompressor.write(gzipSync(Buffer.alloc(10_000_000)))).rejects.toThrow("enough");
  expect(parts).toBe(1);
});

test.for(formats)(
  "an answer in %s that the probe accepts is decompressed, and says so",
  async ([, encoding, compressed]) => {
    const { target } = await startHttp((request, response) => {
      response.writeHead(200, { "content-encoding": String(request.headers["accept-encoding"]) }).end(compressed);
    });
    const outcome = await runProbe(get("/", { accept: [encoding] }).expect(200), target, new AbortController().signal);
    const size = Buffer.byteLength(text);
    expect(outcome).toMatchObject({ kind: "passed", answer: { encoding, text, size, sizeOnWire: compressed.length } });
  },
);
