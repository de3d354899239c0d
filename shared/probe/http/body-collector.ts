import { PeerFault } from "../peer-fault.ts";
import { Decompressor } from "./decompress.ts";
import { acceptedEncoding, contentEncoding } from "./content-encoding.ts";
import { GrowingBytes } from "./growing-bytes.ts";
import type { AnswerHeaders } from "./http-answer.ts";
import type { HttpProbe } from "./http-probe.ts";
import { describeSize } from "./size.ts";

/** A body as far as it was kept, and what it was as a whole. */
export interface CollectedBody {
  /** Decompressed where `decoded`; all of it where an expectation reads it, otherwise its first 64 KiB. */
  readonly bytes: Buffer;
  /** Bytes after decompression. */
  readonly size: number;
  readonly sizeOnWire: number;
  /** `gzip`; undefined where the body was not compressed. */
  readonly encoding: string | undefined;
  /** False where it is compressed with something that the probe does not accept: its bytes are then as they came. */
  readonly decoded: boolean;
}

const KEPT_UNREAD = 64 * 1024;
const LIMIT_READ = 1024 * 1024;
const LIMIT_UNREAD = 64 * 1024 * 1024;

/**
 * Takes a body as it comes: decompresses it, keeps what is needed of it, and stops a peer that sends more than the limit,
 * on the wire or after decompression. Dispose of it in the end, whether or not the body ended.
 */
export class BodyCollector implements Disposable {
  readonly #limit: number;
  readonly #kept: GrowingBytes;
  readonly #encoding: string | undefined;
  readonly #decompressor: Decompressor | undefined;
  #size = 0;
  #sizeOnWire = 0;

  /** @param headers of the answer: they say how its body is compressed */
  constructor(probe: HttpProbe, headers: AnswerHeaders) {
    const { limits, accept } = probe.sent;
    this.#limit = limits.body ?? (probe.readsBody ? LIMIT_READ : LIMIT_UNREAD);
    this.#kept = new GrowingBytes(probe.readsBody ? this.#limit : Math.min(KEPT_UNREAD, this.#limit));
    this.#encoding = contentEncoding(headers);
    const accepted = this.#encoding === undefined ? undefined : acceptedEncoding(this.#encoding, accept);
    if (accepted) this.#decompressor = new Decompressor(accepted, (bytes) => this.#take(bytes));
  }

  /**
   * Takes a part of the body. Where it returns a promise, send no more until that is fulfilled: it is being decompressed.
   * @throws {PeerFault} or rejects with one: the body is over its limit, or cannot be decompressed
   */
  push(chunk: Buffer): Promise<void> | undefined {
    this.#sizeOnWire += chunk.length;
    if (this.#sizeOnWire > this.#limit) throw this.#tooMuch("");
    if (this.#decompressor) return this.#decompressor.write(chunk);
    this.#take(chunk);
    return undefined;
  }

  /**
   * The body, after its end.
   * @throws {PeerFault} or rejects with one: what was compressed is cut off
   */
  end(): CollectedBody | Promise<CollectedBody> {
    // No body at all is not a compressed one that was cut off: so answer HEAD, 204 and 304, whatever their headers say.
    if (!this.#decompressor || this.#sizeOnWire === 0) return this.#collected();
    return this.#decompressor.end().then(() => this.#collected());
  }

  [Symbol.dispose](): void {
    this.#decompressor?.destroy();
  }

  #take(bytes: Buffer): void {
    this.#size += bytes.length;
    if (this.#size > this.#limit) throw this.#tooMuch(" after decompression");
    this.#kept.add(bytes);
  }

  #tooMuch(when: string): PeerFault {
    return new PeerFault(`a body of more than ${describeSize(this.#limit)}${when} (limits.body)`);
  }

  #collected(): CollectedBody {
    return {
      bytes: this.#kept.bytes,
      size: this.#size,
      sizeOnWire: this.#sizeOnWire,
      encoding: this.#encoding,
      decoded: this.#encoding === undefined || this.#decompressor !== undefined,
    };
  }
}
