import type { Connections, Kept } from "../connections.ts";
import type { Http2Connection } from "./http2-connection.ts";

/** Where a connection for HTTP/2 to one target is kept between probes: one, on which all of them ask. */
export class Http2Slot implements Kept {
  #connection: Http2Connection | undefined;
  #closed = false;

  /** The slot of `key` in `connections`. */
  static of(connections: Connections, key: string): Http2Slot {
    return connections.keep(key, isSlot, () => new Http2Slot());
  }

  /**
   * What is kept, or what `open` opens where nothing is, or that broke or serves as many as it may. Probes that begin at once
   * each open their own, and one of these is kept: none waits for another's, which may be given up.
   */
  async take(open: () => Promise<Http2Connection>): Promise<{ connection: Http2Connection; keep: boolean }> {
    if (this.#connection?.hasRoom) {
      this.#connection.enter();
      return { connection: this.#connection, keep: true };
    }
    const connection = await open();
    const keep = !this.#closed && this.#connection?.isOpen !== true;
    if (keep) this.#connection = connection;
    return { connection, keep };
  }

  close(): void {
    this.#closed = true;
    this.#connection?.close();
  }
}

function isSlot(kept: Kept): kept is Http2Slot {
  return kept instanceof Http2Slot;
}
