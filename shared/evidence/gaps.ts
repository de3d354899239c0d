import { untilAborted } from "../deployment/until-aborted.ts";
import type { CleanText } from "./clean-text.ts";

const MOST_SAID = 8;

/** What could not be gathered, and why. */
export class Gaps {
  readonly #said = new Set<string>();
  readonly #clean: CleanText;
  readonly #signal: AbortSignal;

  constructor(clean: CleanText, signal: AbortSignal) {
    this.#clean = clean;
    this.#signal = signal;
  }

  /** What `work` comes to, or `none` where it fails or takes too long, which is then said. Never rejects. */
  async orSay<T>(what: string, none: T, work: () => Promise<T>): Promise<T> {
    try {
      return await untilAborted(work(), this.#signal);
    } catch (error) {
      this.say(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return none;
    }
  }

  say(sentence: string | undefined): void {
    if (sentence !== undefined) this.#said.add(this.#clean(sentence));
  }

  sentences(): readonly string[] {
    const all = [...this.#said];
    if (all.length <= MOST_SAID) return all;
    return [...all.slice(0, MOST_SAID), `And ${all.length - MOST_SAID} more like these.`];
  }
}
