/** What may be kept open between probes, and is closed in the end. */
export interface Kept {
  close(): void | Promise<void>;
}

/**
 * The connections of one run of probes. A probe opens its own unless it asks for one to be kept: only then does it find
 * what an earlier probe of the same target left open.
 */
export class Connections implements AsyncDisposable {
  readonly #kept = new Map<string, Kept>();

  /** What stands under `key`, or what `make` makes and is kept under it until {@link drop} or the end. */
  keep<Connection extends Kept>(
    key: string,
    is: (kept: Kept) => kept is Connection,
    make: () => Connection,
  ): Connection {
    const kept = this.#kept.get(key);
    if (kept && is(kept)) return kept;
    const made = make();
    this.#kept.set(key, made);
    return made;
  }

  /** Forgets what stands under `key`, and closes it: it broke. */
  async drop(key: string): Promise<void> {
    const kept = this.#kept.get(key);
    this.#kept.delete(key);
    await kept?.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const all = [...this.#kept.values()];
    this.#kept.clear();
    await Promise.all(all.map(async (kept) => kept.close()));
  }
}
