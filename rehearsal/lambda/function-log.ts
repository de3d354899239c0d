/** One line of a log, with the time at which it was written. */
export interface LogLine {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

/** A log stream: what one execution environment wrote, the last ten thousand lines. */
export interface FunctionLogStream {
  readonly name: string;
  readonly log: readonly LogLine[];
  /** How many lines were written before those of `log`, and are gone. */
  readonly lostLines: number;
}

const LINES_KEPT = 10_000;

/** The log group of one function. */
export class FunctionLog {
  readonly #streams = new Map<string, { readonly name: string; readonly log: LogLine[]; lostLines: number }>();

  add(name: string, message: string): void {
    const stream = this.#streams.get(name) ?? { name, log: [], lostLines: 0 };
    this.#streams.set(name, stream);
    stream.log.push({ timestamp: Date.now(), message });
    if (stream.log.length <= LINES_KEPT) return;
    stream.log.shift();
    stream.lostLines += 1;
  }

  streams(): readonly FunctionLogStream[] {
    return [...this.#streams.values()];
  }
}
