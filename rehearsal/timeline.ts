import type { Mark } from "./codedeploy/mark.ts";
import type { DeploymentClock } from "./deployment-clock.ts";
import type { Moment } from "./moment.ts";

/** Something that happens at a moment of a release. */
export interface Happening {
  readonly at: Moment;
  /** What happens, as a clause: `blue scales out to 5 tasks`. */
  readonly description: string;
  readonly happen: (signal: AbortSignal) => void | Promise<void>;
}

/** Who is told of what happens. */
export interface TimelineObserver {
  readonly onHappening: (happening: Happening) => void;
  /** Told of what a happening threw. */
  readonly onFault: (fault: unknown) => void;
}

/** Lets things happen in the course of one release. */
export class Timeline {
  readonly #happenings: readonly Happening[];
  readonly #clock: DeploymentClock;
  readonly #observer: TimelineObserver;
  readonly #signal: AbortSignal;
  readonly #ending = new AbortController();
  readonly #underWay = new Set<Promise<void>>();
  readonly #happened = new Set<Happening>();

  /** @param signal breaks off what is under way */
  constructor(
    happenings: readonly Happening[],
    clock: DeploymentClock,
    observer: TimelineObserver,
    signal: AbortSignal,
  ) {
    this.#signal = signal;
    this.#happenings = happenings;
    this.#clock = clock;
    this.#observer = observer;
  }

  /** Resolves when all that happens at the mark itself has happened; what comes later is under way. */
  async reach(mark: Mark): Promise<void> {
    const due = this.#happenings.filter(({ at }) => at.mark === mark);
    for (const happening of due.filter(({ at }) => at.afterSeconds > 0)) {
      void this.#track(this.#happenLater(happening));
    }
    for (const happening of due.filter(({ at }) => at.afterSeconds === 0)) await this.#track(this.#happen(happening));
  }

  /** Lets nothing more begin, and waits for what is under way. @returns what never happened */
  async close(): Promise<readonly Happening[]> {
    this.#ending.abort();
    await Promise.all(this.#underWay);
    return this.#happenings.filter((happening) => !this.#happened.has(happening));
  }

  async #track(work: Promise<void>): Promise<void> {
    this.#underWay.add(work);
    await work.finally(() => this.#underWay.delete(work));
  }

  async #happenLater(happening: Happening): Promise<void> {
    const signal = AbortSignal.any([this.#ending.signal, this.#signal]);
    try {
      await this.#clock.wait(happening.at.afterSeconds, signal);
    } catch (error) {
      if (signal.aborted) return;
      throw error;
    }
    await this.#happen(happening);
  }

  async #happen(happening: Happening): Promise<void> {
    if (this.#ending.signal.aborted) return;
    this.#happened.add(happening);
    this.#observer.onHappening(happening);
    try {
      await happening.happen(this.#signal);
    } catch (error) {
      if (!this.#signal.aborted) this.#observer.onFault(error);
    }
  }
}
