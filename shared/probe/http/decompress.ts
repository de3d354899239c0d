import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from "node:zlib";
import type { Transform } from "node:stream";
import { PeerFault } from "../peer-fault.ts";
import { printable } from "../printable.ts";
import type { Encoding } from "./http-request.ts";

/** 8 MiB, the most that a server may ask of a client: a hostile one could ask for gigabytes. */
const ZSTD_WINDOW_LOG = 23;

/** Decompresses a stream piece by piece, so that a bomb is stopped before it has gone off. */
export class Decompressor {
  readonly #encoding: Encoding;
  readonly #take: (bytes: Buffer) => void;
  #stream: Transform | undefined;
  #ended: Promise<void> | undefined;
  #isLast = false;

  /** @param take gets what was decompressed; what it throws stops the stream and rejects what waits for it */
  constructor(encoding: Encoding, take: (bytes: Buffer) => void) {
    this.#encoding = encoding;
    this.#take = take;
  }

  /** Waits until `chunk`, which is not empty, was decompressed. */
  async write(chunk: Buffer): Promise<void> {
    this.#stream ??= this.#open(chunk);
    const stream = this.#stream;
    const written = new Promise<void>((resolve) => stream.write(chunk, () => resolve()));
    await Promise.race([written, this.#ended]);
    // Told of as written, too, is what was given up.
    if (stream.destroyed) await this.#ended;
  }

  /** Waits until all of it was decompressed. */
  async end(): Promise<void> {
    this.#isLast = true;
    this.#stream?.end();
    await this.#ended;
  }

  destroy(): void {
    this.#stream?.destroy();
  }

  #open(first: Buffer): Transform {
    const stream = STREAMS[this.#encoding](first);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    // Whoever is told may have gone away by then.
    promise.catch(() => undefined);
    this.#ended = promise;
    stream.on("data", (bytes: Buffer) => {
      try {
        this.#take(bytes);
      } catch (error) {
        stream.destroy(error instanceof Error ? error : new Error(String(error)));
      }
    });
    stream.once("end", () => {
      // Node drops without a word what follows: something else, or another part of the body. Zeros after gzip are padding.
      if (this.#isLast || this.#encoding === "gzip") resolve();
      else reject(new PeerFault(`a ${this.#encoding} body with more after its end`));
    });
    // Stays: a stream that is destroyed in the middle may raise more than one.
    stream.on("error", (error) => reject(explain(error, this.#encoding)));
    stream.once("close", () => reject(new PeerFault(`a ${this.#encoding} body that is cut off`)));
    return stream;
  }
}

const STREAMS: Readonly<Record<Encoding, (first: Buffer) => Transform>> = {
  gzip: () => createGunzip(),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG } }),
  // The name means zlib's format; some servers send what is inside it.
  deflate: ([first = 0]) => ((first & 0x0f) === 0x08 ? createInflate() : createInflateRaw()),
};

function explain(error: Error, encoding: Encoding): PeerFault {
  if (error instanceof PeerFault) return error;
  const observed =
    error.message === "unexpected end of file"
      ? `a ${encoding} body that is cut off`
      : `a broken ${encoding} body (${printable(error.message)})`;
  return new PeerFault(observed, undefined, { cause: error });
}
