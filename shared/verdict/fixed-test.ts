import { atMostSuccesses, moreSuccesses } from "./binomial.ts";
import type { Boundary } from "./boundary.ts";
import type { ErrorRatePlan } from "./plan.ts";

/** A test of fixed size: passes if no more than `allowed` of `samples` are errors. */
export interface FixedTest {
  readonly samples: number;
  readonly allowed: number;
}

/** The smallest test of fixed size that keeps both risks: no test of any kind that always decides needs a lower limit on its samples. */
export function smallestFixedTest({ healthy, bad, falseRollback, falsePass }: ErrorRatePlan): FixedTest {
  for (let allowed = 0; ; allowed += 1) {
    const samples = leastSamples(allowed, bad, falsePass);
    if (moreSuccesses(allowed, samples, healthy) <= falseRollback) return { samples, allowed };
  }
}

/** The fewest samples of which no more than `allowed` are errors with at most the chance `risk`, at this error rate. */
function leastSamples(allowed: number, rate: number, risk: number): number {
  let few = allowed;
  let enough = 2 * (allowed + 1);
  while (atMostSuccesses(allowed, enough, rate) > risk) {
    few = enough;
    enough *= 2;
  }
  while (enough - few > 1) {
    const middle = Math.floor((enough + few) / 2);
    if (atMostSuccesses(allowed, middle, rate) > risk) few = middle;
    else enough = middle;
  }
  return enough;
}

/** Ends as soon as the rest cannot change its decision: an error too many fails, good answers enough pass. */
export function fixedBoundary({ samples, allowed }: FixedTest): Boundary {
  // Steep enough that one error too many fails at once, and one fewer never does.
  return {
    passGood: samples - allowed,
    passPerError: 0,
    failGood: samples * allowed + 1,
    failPerError: samples,
  };
}
