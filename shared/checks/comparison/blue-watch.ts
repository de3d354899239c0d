import { pause } from "../../deployment/pause.ts";
import type { Outcome } from "../../probe/outcome.ts";
import type { AnsweredRound } from "./comparison-progress.ts";
import type { ComparedTask } from "./compared-tasks.ts";

/** Milliseconds between two looks: a blue that is down is asked for once a second, not for every round. */
const BETWEEN_LOOKS_MS = 1_000;

/** Which of blue's tasks there are, looked at again where one gives no answer. */
export class BlueWatch {
  /** As of the last look. */
  tasks: readonly ComparedTask[];
  readonly #look: (signal: AbortSignal) => Promise<readonly ComparedTask[]>;
  #lookedAt = -Infinity;

  constructor(tasks: readonly ComparedTask[], look: (signal: AbortSignal) => Promise<readonly ComparedTask[]>) {
    this.tasks = tasks;
    this.#look = look;
  }

  /**
   * Whether blue's task gave no answer because it had been stopped: known by a look that began after it gave none.
   * @throws what the look throws
   */
  async isGone({ pair, control }: AnsweredRound, signal: AbortSignal): Promise<boolean> {
    if (hasAnswered(control)) return false;
    const endedAt = pair.askedAt + control.latencyMs;
    if (this.#lookedAt < endedAt) {
      await pause(Math.max(0, this.#lookedAt + BETWEEN_LOOKS_MS - performance.now()), signal);
      this.#lookedAt = performance.now();
      this.tasks = await this.#look(signal);
    }
    return !this.tasks.some(({ id }) => id === pair.blue.id);
  }
}

/** A wrong answer is one, too. */
function hasAnswered(outcome: Outcome): boolean {
  return outcome.kind === "passed" || (outcome.kind === "failed" && outcome.answer !== undefined);
}
