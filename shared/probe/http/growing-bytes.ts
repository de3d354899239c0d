const SMALLEST = 4 * 1024;

/** The beginning of a stream of bytes, up to a limit. */
export class GrowingBytes {
  readonly #limit: number;
  #store: Buffer = Buffer.alloc(0);
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds as much of `chunk` as the limit allows. The first chunk is not copied. */
  add(chunk: Buffer): void {
    const part = chunk.subarray(0, this.#limit - this.#length);
    if (part.length === 0) return;
    const length = this.#length + part.length;
    if (this.#length === 0) {
      this.#store = part;
    } else {
      // Copied, not listed: a peer that sends single bytes would otherwise cost a hundred for each.
      if (length > this.#store.length) this.#grow(length);
      part.copy(this.#store, this.#length);
    }
    this.#length = length;
  }

  get bytes(): Buffer {
    return this.#store.subarray(0, this.#length);
  }

  #grow(length: number): void {
    const larger = Buffer.allocUnsafe(Math.min(this.#limit, Math.max(SMALLEST, length * 2)));
    this.bytes.copy(larger);
    this.#store = larger;
  }
}
