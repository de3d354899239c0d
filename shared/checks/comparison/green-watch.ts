import type { ComparedTask } from "./compared-tasks.ts";
import { sharedOutage, type AnsweredRound, type ComparisonProgress } from "./comparison-progress.ts";
import type { GreenLeft, OutageSeen } from "./green-tasks-left.ts";
import { TaskWatch } from "./task-watch.ts";

/** Finds green's tasks as they are by now. @param known those of the look before */
export type LookAtGreen = (known: readonly ComparedTask[], seen: OutageSeen, signal: AbortSignal) => Promise<GreenLeft>;

/**
 * Which of green's tasks are compared. Without a shared outage they are looked at again where one gives no answer. In and after
 * one they are all the while: ECS replaces tasks for it, and green is not whole before their successors have been asked, too.
 */
export class GreenWatch {
  readonly #watch: TaskWatch;
  readonly #progress: () => ComparisonProgress;
  readonly #everyMs: number;
  readonly #met = new Set<string>();
  #wanted = Infinity;

  /**
   * @param first may be empty in a shared outage
   * @param progress as it is when this is asked
   * @param onJoined called in and after an outage where there are tasks that were not there before: they have answered nothing yet
   * @param everyMs milliseconds between two looks in and after an outage
   */
  constructor(
    first: readonly ComparedTask[],
    look: LookAtGreen,
    progress: () => ComparisonProgress,
    onJoined: () => void,
    everyMs: number,
  ) {
    this.#progress = progress;
    this.#everyMs = everyMs;
    if (this.#outage === "lasts") this.#meet(first);
    this.#watch = new TaskWatch(first, async (known, signal) => {
      const { tasks, wanted } = await look(known, { outage: this.#outage, met: this.#met }, signal);
      this.#wanted = wanted;
      const isJoined = tasks.some(({ id }) => !known.some((task) => task.id === id));
      if (isJoined && this.#outage !== "none") onJoined();
      return tasks;
    });
  }

  /** Whom to compare; none where an outage has taken all. */
  get tasks(): readonly ComparedTask[] {
    return this.#watch.tasks;
  }

  /** Whether all that green is to have are compared: after a shared outage, nothing passes before. */
  get isWhole(): boolean {
    return this.#outage === "none" || this.#watch.tasks.length >= this.#wanted;
  }

  /** Whether it was no task of green's that was asked, or one that is no longer there. */
  async isGone({ pair, subject }: AnsweredRound, signal: AbortSignal): Promise<boolean> {
    if (!this.#watch.tasks.some(({ id }) => id === pair.green.id)) return true;
    return this.#watch.isGone(pair.green, subject, pair.askedAt, signal);
  }

  /** To be called after every round. */
  async follow(signal: AbortSignal): Promise<void> {
    if (this.#outage === "none") return;
    if (this.#outage === "lasts") this.#meet(this.tasks);
    await this.#watch.refresh(this.#everyMs, signal);
  }

  #meet(tasks: readonly ComparedTask[]): void {
    for (const { id } of tasks) this.#met.add(id);
  }

  get #outage(): OutageSeen["outage"] {
    return sharedOutage(this.#progress());
  }
}
