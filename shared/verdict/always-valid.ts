import type { Rows } from "./boundary.ts";
import { logBet } from "./e-process.ts";
import type { Decision, ErrorRatePlan, Tally } from "./plan.ts";

/**
 * What is held against both claims: two bets (e-values). Each risk is kept by its own threshold 1 / risk at every moment, for
 * every error rate on its side and also for one that changes, however the samples are stopped or gone on with. Costs about a
 * tenth more samples than the tuned test, and is quicker than it where the service is far worse than `bad`.
 */
export interface EValues {
  /** Fails at 1 / falseRollback. */
  readonly againstHealthy: number;
  /** Passes at 1 / falsePass. */
  readonly againstBad: number;
}

/** Both bets after `tally`: half of each on the plan's other rate, half on a grid of all that lie beyond. */
export function eValues(plan: ErrorRatePlan, { samples, errors }: Tally): EValues {
  const good = samples - errors;
  return {
    againstHealthy: Math.exp(logBet("above", plan.healthy, good, errors, plan.bad)),
    againstBad: Math.exp(logBet("below", plan.bad, good, errors, plan.healthy)),
  };
}

/** The decision by what has been seen, true whenever it is asked. */
export function decideAlwaysValid(plan: ErrorRatePlan, tally: Tally): Decision {
  const { againstHealthy, againstBad } = eValues(plan, tally);
  if (againstHealthy >= 1 / plan.falseRollback) return "failed";
  return againstBad >= 1 / plan.falsePass ? "passed" : "undecided";
}

/** Where it stops, for the exact computation of what it does. */
export function alwaysValidRows(plan: ErrorRatePlan): Rows {
  const fails = (good: number, errors: number): boolean => {
    return Math.exp(logBet("above", plan.healthy, good, errors, plan.bad)) >= 1 / plan.falseRollback;
  };
  const passes = (good: number, errors: number): boolean => {
    return Math.exp(logBet("below", plan.bad, good, errors, plan.healthy)) >= 1 / plan.falsePass;
  };
  return {
    failsUntil: (errors) => leastWhere((good) => !fails(good, errors)) - 1,
    passesAt: (errors) => leastWhere((good) => passes(good, errors)),
  };
}

/** The least whole number, from 0, of which `holds` is true; it stays true above. */
function leastWhere(holds: (value: number) => boolean): number {
  if (holds(0)) return 0;
  let below = 0;
  let at = 1;
  while (!holds(at)) {
    below = at;
    at *= 2;
  }
  while (at - below > 1) {
    const middle = Math.floor((at + below) / 2);
    if (holds(middle)) at = middle;
    else below = middle;
  }
  return at;
}
