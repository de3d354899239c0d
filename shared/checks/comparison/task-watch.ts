import { pause } from "../../deployment/pause.ts";
import type { Outcome } from "../../probe/outcome.ts";
import { mayPass, MOST_REFUSED } from "../watch/may-pass.ts";
import type { ComparedTask } from "./compared-tasks.ts";

/** Milliseconds between two looks: a colour that is down is asked for once a second, not for every round. */
const BETWEEN_LOOKS_MS = 1_000;

/** Finds a colour's tasks as they are by now. @param known as of the look before */
type Look = (known: readonly ComparedTask[], signal: AbortSignal) => Promise<readonly ComparedTask[]>;

/** Which of a colour's tasks are compared, looked at again where one gives no answer. */
export class TaskWatch {
  /** As of the last look. */
  tasks: readonly ComparedTask[];
  readonly #look: Look;
  readonly #pause: typeof pause;
  #lookedAt = -Infinity;

  constructor(tasks: readonly ComparedTask[], look: Look, wait = pause) {
    this.tasks = tasks;
    this.#look = look;
    this.#pause = wait;
  }

  /**
   * Whether a task gave no answer because it is not among the tasks any more: known by a look that began after it gave none.
   * @param askedAt on the clock of `performance.now()`
   * @throws what the look throws, but for what passes: where AWS refuses again and again, all are taken to be there still
   */
  async isGone(task: ComparedTask, outcome: Outcome, askedAt: number, signal: AbortSignal): Promise<boolean> {
    if (hasAnswered(outcome)) return false;
    if (this.#lookedAt < askedAt + outcome.latencyMs) await this.#lookAgain(signal);
    return !this.tasks.some(({ id }) => id === task.id);
  }

  /** Looks whether or not all of them answer, unless somebody looked less than `everyMs` ago. @throws what the look throws, but for what passes */
  async refresh(everyMs: number, signal: AbortSignal): Promise<void> {
    if (performance.now() - this.#lookedAt < everyMs) return;
    this.#lookedAt = performance.now();
    await this.#lookOnce(signal);
  }

  async #lookAgain(signal: AbortSignal): Promise<void> {
    for (let looks = 1; looks <= MOST_REFUSED; looks += 1) {
      await this.#pause(Math.max(0, this.#lookedAt + BETWEEN_LOOKS_MS - performance.now()), signal);
      this.#lookedAt = performance.now();
      if (await this.#lookOnce(signal)) return;
    }
  }

  /** @returns whether there was an answer */
  async #lookOnce(signal: AbortSignal): Promise<boolean> {
    try {
      this.tasks = await this.#look(this.tasks, signal);
      return true;
    } catch (error) {
      signal.throwIfAborted();
      if (!mayPass(error)) throw error;
      return false;
    }
  }
}

/** A wrong answer is one, too. */
function hasAnswered(outcome: Outcome): boolean {
  return outcome.kind === "passed" || (outcome.kind === "failed" && outcome.answer !== undefined);
}
