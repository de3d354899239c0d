import type { ErrorRatePlan } from "./plan.ts";

/** Mean samples at either error rate. */
export interface MeanSamples {
  readonly healthy: number;
  readonly bad: number;
}

/**
 * The mean samples that any test needs, sequential or not, whose risks are no greater than the plan's: the expected
 * evidence at the end is at least that of an answer which is wrong so often, and each sample brings so much of it.
 * Wald, "Sequential Analysis", 1947, appendix A.7; that his test attains it but for overshoot: Wald and Wolfowitz, 1948.
 */
export function minimumMeanSamples(plan: ErrorRatePlan): MeanSamples {
  const { healthy, bad, falseRollback, falsePass } = plan;
  return {
    healthy: divergence(falseRollback, 1 - falsePass) / divergence(healthy, bad),
    bad: divergence(falsePass, 1 - falseRollback) / divergence(bad, healthy),
  };
}

/** Kullback and Leibler's divergence of a coin of chance `x` from one of chance `y`, in nats. */
export function divergence(x: number, y: number): number {
  return x * Math.log(x / y) + (1 - x) * (Math.log1p(-x) - Math.log1p(-y));
}
