import { decideAlwaysValid } from "../../verdict/always-valid.ts";
import type { ErrorRatePlan, Tally } from "../../verdict/plan.ts";

/** More periods than are ever looked at, with those beside them. */
export const MOST_ERRED = 100;

/** In which periods blue, asked by IP meanwhile, erred too often for customers: what green's met then may be what both share. */
export class BlueWatch {
  readonly #length: number;
  readonly #plan: ErrorRatePlan;
  readonly #erred: Set<number>;
  readonly #tallies = new Map<number, Tally>();

  /**
   * @param length milliseconds of a period
   * @param plan which error rate is not fit for customers
   * @param erred the periods of earlier invocations, each by its beginning
   */
  constructor(length: number, plan: ErrorRatePlan, erred: readonly number[] = []) {
    this.#length = length;
    this.#plan = plan;
    this.#erred = new Set(erred);
  }

  /** Notes an answer. @param at when it was asked for, in milliseconds of the epoch */
  add(at: number, isError: boolean): void {
    const start = Math.floor(at / this.#length) * this.#length;
    const { samples, errors } = this.#tallies.get(start) ?? { samples: 0, errors: 0 };
    const tally = { samples: samples + 1, errors: errors + (isError ? 1 : 0) };
    this.#tallies.set(start, tally);
    if (isError && decideAlwaysValid(this.#plan, tally) === "failed") this.#erred.add(start);
  }

  /** The periods in which it did, each by its beginning, in milliseconds of the epoch. */
  get erred(): readonly number[] {
    return [...this.#erred].toSorted((a, b) => a - b).slice(0, MOST_ERRED);
  }

  /** Whether it did in the period that begins at `start`, or in one beside it: an outage ends where it will. */
  has(start: number): boolean {
    return [start - this.#length, start, start + this.#length].some((each) => this.#erred.has(each));
  }
}
