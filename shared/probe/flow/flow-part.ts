import { setImmediate } from "node:timers/promises";
import { Deadline } from "../deadline.ts";
import type { Phase } from "../phases.ts";
import { FlowOver, FlowTimeUp } from "./flow-errors.ts";

/** What a request is at: whose time it takes depends on that. */
type Doing = Phase | "judging";

interface Pending {
  readonly what: string;
  readonly since: number;
  /** Undefined before it has begun. */
  doing: Doing | undefined;
}

/** One of the two parts of a flow, each of which has its own time. */
export class FlowPart implements Disposable {
  readonly name: "body" | "cleanup";
  /** Aborted when its time is up, and when it is over: what a function still does then is too late. */
  readonly signal: AbortSignal;
  readonly #ending = new AbortController();
  readonly #pending = new Map<Promise<unknown>, Pending>();
  readonly #deadline: Deadline;
  #answersMs = 0;

  /** @param outer ends it sooner, with its own reason */
  constructor(name: FlowPart["name"], timeoutMs: number, outer?: AbortSignal) {
    this.name = name;
    this.signal = outer ? AbortSignal.any([outer, this.#ending.signal]) : this.#ending.signal;
    this.#deadline = new Deadline(timeoutMs, (lateMs) => this.#ending.abort(this.#timeUp(timeoutMs, lateMs)));
  }

  /**
   * Keeps a request in mind until it is answered.
   * @param ask sends it, and tells what it is at
   */
  async wait<T>(what: string, ask: (onProgress: (doing: Doing) => void) => Promise<T>): Promise<T> {
    const pending: Pending = { what, since: performance.now(), doing: undefined };
    const asking = ask((doing) => {
      if (doing === "judging") this.#count(pending);
      pending.doing = doing;
    });
    this.#pending.set(asking, pending);
    try {
      return await asking;
    } finally {
      this.#pending.delete(asking);
      this.#count(pending);
    }
  }

  #count(pending: Pending): void {
    if (isOfTarget(pending)) this.#answersMs += performance.now() - pending.since;
  }

  /** Resolves when all is answered that was sent, also what nobody waits for, and timers have had their turn. */
  async settled(): Promise<void> {
    do {
      await Promise.allSettled(this.#pending.keys());
      // What was to follow an answer is sent now.
      await setImmediate();
    } while (this.#pending.size > 0);
  }

  #timeUp(afterMs: number, lateMs: number): FlowTimeUp {
    const now = performance.now();
    const pending = [...this.#pending.values()];
    const reached = pending.filter(isOfTarget);
    const way = pending.find(isOnItsWay);
    const answersMs = reached.reduce((sum, { since }) => sum + (now - since), this.#answersMs);
    return new FlowTimeUp(afterMs, {
      // Several at once took no more time than there was, and what made the timer late was not the target.
      answersMs: Math.min(afterMs, Math.max(0, Math.round(answersMs - lateMs))),
      answer: reached[0]?.what,
      way: way && { what: way.what, phase: way.doing === "dns" ? "dns" : "connect" },
    });
  }

  [Symbol.dispose](): void {
    this.#deadline.clear();
    this.#ending.abort(new FlowOver());
  }
}

/** Nobody knows then whether the target is to blame: packets that are dropped may never have reached it. */
function isOnItsWay({ doing }: Pending): boolean {
  return doing === undefined || doing === "dns" || doing === "connect";
}

/** Neither is it where it has answered, and a function judges that without end. */
function isOfTarget(pending: Pending): boolean {
  return pending.doing !== "judging" && !isOnItsWay(pending);
}
