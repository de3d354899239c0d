import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { DatabaseError } from "./database-error.ts";

/** What a stream is guarded from. */
export interface StreamGuard {
  readonly host: string;
  /** How much may come at most. */
  readonly bytes: number;
  /** What came already, and is given first. */
  readonly first?: Buffer;
  /** Gives what may be read by now, and throws at what may not. */
  readonly filter?: (chunk: Buffer) => Buffer;
}

/**
 * A connection as the drivers are given it: it ends with an error where the server sends more than it may, or what the
 * driver's parser throws at, which would else be thrown at the process.
 */
export class GuardedStream extends Duplex {
  /** What TLS over it compares the certificate with, where the host is an address: Node looks for it by this name. */
  readonly _host: string;
  readonly #inner: Socket;
  #left: number;

  constructor(inner: Socket, { host, bytes, first, filter = (chunk) => chunk }: StreamGuard) {
    super();
    this._host = host;
    this.#inner = inner;
    this.#left = bytes;
    if (first) this.push(first);
    inner.on("data", (chunk: Buffer) => {
      this.#left -= chunk.length;
      if (this.#left < 0) {
        const much = `${host} sent more than ${bytes} bytes, and no history of migrations is so long`;
        this.destroy(new DatabaseError("protocol", much));
        return;
      }
      try {
        const passed = filter(chunk);
        // An empty chunk does not count as data: more is waited for.
        if (passed.length > 0 && !this.push(passed)) inner.pause();
      } catch (error) {
        this.destroy(toError(error));
      }
    });
    inner.on("end", () => this.push(null));
    inner.on("error", (error) => this.destroy(error));
    inner.on("close", () => this.destroy());
  }

  override emit(event: string | symbol, ...given: unknown[]): boolean {
    if (event !== "data") return super.emit(event, ...given);
    try {
      return super.emit(event, ...given);
    } catch (error) {
      this.destroy(toError(error));
      return true;
    }
  }

  override _read(): void {
    this.#inner.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#inner.write(chunk, done);
  }

  override _final(done: () => void): void {
    this.#inner.end();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#inner.destroy();
    // What ends TLS over it says why a moment later, and would be preceded by the end of this.
    setImmediate(done, error);
  }

  /** The drivers connect what is connected already. */
  connect(): this {
    setImmediate(() => this.emit("connect"));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error("the answer cannot be read", { cause: thrown });
}
