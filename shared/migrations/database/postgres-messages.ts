/** A type, and a length that counts itself. */
const HEADER = 5;
const LEAST_LENGTH = 4;
const ERRORS = new Set(["E".charCodeAt(0), "N".charCodeAt(0)]);

/**
 * Lets whole messages of PostgreSQL through, and only such as the driver can read: at the end of an error that has none, the
 * parser of pg 8.23 goes on for ever, and nothing else in this process with it.
 */
export class PostgresMessages {
  readonly #chunks: Buffer[] = [];
  #received = 0;
  /** How much is needed to know more. */
  #needed = HEADER;

  /**
   * @returns the messages that are complete
   * @throws {Error} at one that no PostgreSQL sends
   */
  take(chunk: Buffer): Buffer {
    this.#chunks.push(chunk);
    this.#received += chunk.length;
    if (this.#received < this.#needed) return Buffer.alloc(0);
    const bytes = Buffer.concat(this.#chunks);
    let start = 0;
    let end = endOf(bytes, start);
    while (end <= bytes.length) {
      check(bytes, start, end);
      start = end;
      end = endOf(bytes, start);
    }
    this.#chunks.splice(0, Infinity, bytes.subarray(start));
    this.#received = bytes.length - start;
    this.#needed = end - start;
    return bytes.subarray(0, start);
  }
}

/** Where a message ends, or where its header does. */
function endOf(bytes: Buffer, start: number): number {
  if (bytes.length < start + HEADER) return start + HEADER;
  const length = bytes.readUInt32BE(start + 1);
  if (length < LEAST_LENGTH) throw new Error(`a message has a length of ${length}`);
  return start + 1 + length;
}

/** The fields of an error are a letter and a text that ends with NUL; after the last, there is one NUL more. */
function check(bytes: Buffer, start: number, end: number): void {
  if (!ERRORS.has(bytes[start] ?? 0)) return;
  let at = start + HEADER;
  while (at < end && bytes[at] !== 0) {
    const nul = bytes.indexOf(0, at + 1);
    at = nul === -1 ? end : nul + 1;
  }
  if (at >= end) throw new Error("an error has no end");
}
