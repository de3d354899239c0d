import type { Outcome } from "../../probe/outcome.ts";
import type { Target } from "../../probe/target.ts";
import type { WorstSample } from "../check.ts";
import { sampleOf } from "../worst-samples.ts";

/** An answer that is worth showing. */
export interface Witness extends WorstSample {
  /** Milliseconds. */
  readonly ms: number;
}

/** The worst answers of one colour: its last errors, and its slowest good answers. */
export interface Witnesses {
  readonly errors: readonly Witness[];
  readonly slowest: readonly Witness[];
}

const MOST_KEPT = 3;

export const NO_WITNESSES: Witnesses = { errors: [], slowest: [] };

/** `before` with one more answer, where it is among the worst. */
export function addWitness(before: Witnesses, target: Target, outcome: Outcome): Witnesses {
  const ms = outcome.latencyMs;
  if (outcome.kind === "passed") {
    const { slowest } = before;
    if (slowest.length === MOST_KEPT && slowest.every((each) => each.ms >= ms)) return before;
    const one = { ...sampleOf(target, outcome), ms };
    return { ...before, slowest: [...slowest, one].toSorted((a, b) => b.ms - a.ms).slice(0, MOST_KEPT) };
  }
  return { ...before, errors: [...before.errors, { ...sampleOf(target, outcome), ms }].slice(-MOST_KEPT) };
}

/** Those of green's, and of blue's errors the last, as a check hands them up: without their times. */
export function worstOf(green: Witnesses, blue: Witnesses): readonly WorstSample[] {
  const kept = [...green.errors.slice(-2), ...green.slowest.slice(0, 2), ...blue.errors.slice(-1)];
  return kept.map(({ text, address }) => ({ text, ...(address !== undefined && { address }) }));
}
