import { setImmediate } from "node:timers/promises";
import { FlowOver, FlowTimeUp } from "./flow-errors.ts";

interface Pending {
  readonly what: string;
  readonly since: number;
}

/** One of the two parts of a flow, each of which has its own time. */
export class FlowPart implements Disposable {
  readonly name: "body" | "cleanup";
  /** Aborted when its time is up, and when it is over: what a function still does then is too late. */
  readonly signal: AbortSignal;
  readonly #ending = new AbortController();
  readonly #pending = new Map<Promise<unknown>, Pending>();
  readonly #timer: NodeJS.Timeout;
  #waitedMs = 0;

  /** @param outer ends it sooner, with its own reason */
  constructor(name: FlowPart["name"], timeoutMs: number, outer?: AbortSignal) {
    this.name = name;
    this.signal = outer ? AbortSignal.any([outer, this.#ending.signal]) : this.#ending.signal;
    this.#timer = setTimeout(() => this.#ending.abort(this.#timeUp(timeoutMs)), timeoutMs);
  }

  /** Keeps a request in mind until it is answered. */
  async wait<T>(asking: Promise<T>, what: string): Promise<T> {
    const since = performance.now();
    this.#pending.set(asking, { what, since });
    try {
      return await asking;
    } finally {
      this.#pending.delete(asking);
      this.#waitedMs += performance.now() - since;
    }
  }

  /** Resolves when all is answered that was sent, also what nobody waits for. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) {
      await Promise.allSettled(this.#pending.keys());
      // What was to follow an answer is sent now.
      await setImmediate();
    }
  }

  #timeUp(afterMs: number): FlowTimeUp {
    const now = performance.now();
    const pending = [...this.#pending.values()];
    const waitedMs = pending.reduce((sum, { since }) => sum + (now - since), this.#waitedMs);
    // Several at once took no more time than there was.
    return new FlowTimeUp(afterMs, Math.min(afterMs, Math.round(waitedMs)), pending[0]?.what);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#ending.abort(new FlowOver());
  }
}
