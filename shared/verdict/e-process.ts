import { createGridMixture } from "./grid-mixture.ts";

/**
 * A bet against "the error rate is `rate` or lower" (or higher): what one unit of money has become after a tally, had it
 * been laid in equal parts on 20 error rates beyond it, and a half on one that is expected. If the claim is true, nobody gets
 * rich: the chance of ever having 1 / risk is at most `risk` (Ville, 1939), at any rate for which the claim is true, also one
 * that changes on the way, and whenever one looks. The grid replaces the integral over a beta distribution, whose truncated
 * tail cancels.
 */

/**
 * The logarithm of the bet's value after so many answers.
 * @param direction where the bet is laid: above `rate`, against that rate or lower; or below it
 * @param expected a rate beyond, on which half of the bet is laid; undefined: all of it on the grid
 */
export function logBet(
  direction: "above" | "below",
  rate: number,
  good: number,
  errors: number,
  expected?: number,
): number {
  // Below: the same bet on good answers, whose rate is then above.
  const onGrid =
    direction === "above"
      ? createGridMixture(rate).evidence(errors, good)
      : createGridMixture(1 - rate).evidence(good, errors);
  if (expected === undefined) return onGrid;
  return logMean([onGrid, logRatio(expected, rate, good, errors)]);
}

/** The log-likelihood ratio of one error rate against another. */
export function logRatio(one: number, other: number, good: number, errors: number): number {
  const ofErrors = errors === 0 ? 0 : errors * Math.log(one / other);
  return ofErrors + good * (Math.log1p(-one) - Math.log1p(-other));
}

function logMean(logs: readonly number[]): number {
  const greatest = Math.max(...logs);
  if (!Number.isFinite(greatest)) return greatest;
  let sum = 0;
  for (const log of logs) sum += Math.exp(log - greatest);
  return greatest + Math.log(sum / logs.length);
}
