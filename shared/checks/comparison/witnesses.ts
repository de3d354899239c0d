import type { Outcome } from "../../probe/outcome.ts";
import type { Target } from "../../probe/target.ts";

/** An answer that is worth showing. Printable, and not long. */
export interface Witness {
  /** `green task 3f2a (10.0.1.7:8080, eu-west-1a): GET http://10.0.1.7:8080/health: expected status 200, observed status 500` */
  readonly text: string;
  /** Milliseconds. */
  readonly ms: number;
}

/** The worst answers of one colour: its last errors, and its slowest good answers. */
export interface Witnesses {
  readonly errors: readonly Witness[];
  readonly slowest: readonly Witness[];
}

const MOST_KEPT = 3;
const LONGEST = 400;

export const NO_WITNESSES: Witnesses = { errors: [], slowest: [] };

/** `before` with one more answer, where it is among the worst. */
export function addWitness(before: Witnesses, { label }: Target, outcome: Outcome): Witnesses {
  const ms = outcome.latencyMs;
  if (outcome.kind === "passed") {
    const { slowest } = before;
    if (slowest.length === MOST_KEPT && slowest.every((each) => each.ms >= ms)) return before;
    const one = { text: cut(`${label}: ${outcome.request} took ${Math.ceil(ms)} ms`), ms };
    return { ...before, slowest: [...slowest, one].toSorted((a, b) => b.ms - a.ms).slice(0, MOST_KEPT) };
  }
  const expected = outcome.kind === "failed" ? outcome.expected : "an answer";
  const one = { text: cut(`${label}: ${outcome.request}: expected ${expected}, observed ${outcome.observed}`), ms };
  return { ...before, errors: [...before.errors, one].slice(-MOST_KEPT) };
}

/** Labels are AWS's, and what was observed is one line already. */
function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
