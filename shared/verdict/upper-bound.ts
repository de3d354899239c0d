import { atMostSuccesses } from "./binomial.ts";
import { logBet, logRatio } from "./e-process.ts";
import type { Count } from "./evidence.ts";
import type { Tally } from "./plan.ts";
import type { TwoLevelDesign } from "./two-level-design.ts";

/**
 * The error rate that a number of samples fixed beforehand excludes: Clopper and Pearson's upper limit, exact.
 * Not for a number that depended on what was seen: use `upperBoundAnyTime`.
 * @param confidence chance, 0..1, that the bound is not below the true rate; 1 without samples
 */
export function upperBoundFixed({ samples, errors }: Tally, confidence: number): number {
  if (errors >= samples) return 1;
  return leastRate(errors / samples, (rate) => atMostSuccesses(errors, samples, rate) <= 1 - confidence);
}

/**
 * The error rate that may be excluded whenever one stops, for whatever reason: the bound is, with the chance `confidence`,
 * at no moment below the true rate.
 * @param expected the rate at which it is to be sharpest, such as the plan's `healthy`: then as sharp as Wald's test, and
 *   never more than ln 2 nats duller than the grid alone, which does without
 */
export function upperBoundAnyTime({ samples, errors }: Tally, confidence: number, expected?: number): number {
  const good = samples - errors;
  if (good <= 0) return 1;
  const limit = -Math.log(1 - confidence);
  return leastRate(Math.max(errors / samples, expected ?? 0), (rate) => {
    return logBet("below", rate, good, errors, expected) >= limit;
  });
}

/**
 * The same with all of the bet on one rate. The sharpest bound there is for a service of that rate, and a poor one for others:
 * 92 samples without an error exclude 5 % with 99 %, as a fixed number does.
 */
export function upperBoundIf(expected: number, { samples, errors }: Tally, confidence: number): number {
  const good = samples - errors;
  if (good <= 0) return 1;
  const limit = -Math.log(1 - confidence);
  return leastRate(Math.max(errors / samples, expected), (rate) => logRatio(expected, rate, good, errors) >= limit);
}

/** What a pass says, in numbers. */
export interface PassClaim {
  readonly samples: number;
  readonly errors: number;
  /** The error rate that is excluded. */
  readonly below: number;
  /** With this chance of not passing a version at that rate or above. */
  readonly confidence: number;
  readonly falseRollback: number;
  readonly falsePass: number;
}

/**
 * The claim of a design that passed: what its own risk proves of the bad rate, or what the samples prove beyond that, whichever
 * is lower. Doubtful answers count as errors in it.
 */
export function claimOf(design: TwoLevelDesign, seen: Count): PassClaim {
  const { plan } = design.whole;
  const errors = seen.errors + seen.doubts;
  const confidence = 1 - plan.falsePass;
  const shown = upperBoundIf(plan.healthy, { samples: seen.good + errors, errors }, confidence);
  return {
    samples: seen.good + seen.errors,
    errors: seen.errors,
    below: Math.min(plan.bad, shown),
    confidence,
    falseRollback: plan.falseRollback,
    falsePass: plan.falsePass,
  };
}

/** The least rate above `from` of which `isExcluded` is true, rounded up; it stays true above. 1 if there is none. */
function leastRate(from: number, isExcluded: (rate: number) => boolean): number {
  let low = from;
  let high = 1 - 2 ** -50;
  if (!isExcluded(high)) return 1;
  for (let halving = 0; halving < 60; halving += 1) {
    const middle = (low + high) / 2;
    if (isExcluded(middle)) high = middle;
    else low = middle;
  }
  return high;
}
