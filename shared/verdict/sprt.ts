import type { Boundary } from "./boundary.ts";
import { computeExactRisks } from "./exact-risks.ts";
import { evidenceSteps, type ErrorRatePlan } from "./plan.ts";
import { tuneLines, type Risks } from "./tune-lines.ts";

/** Wald's thresholds of the log-likelihood ratio of bad against healthy, in nats. */
export interface Thresholds {
  /** Fails when the ratio is this high: above 0. */
  readonly fail: number;
  /** Passes when it is this low: below 0. */
  readonly pass: number;
}

/** The lines of Wald's sequential probability ratio test with these thresholds. */
export function sprtBoundary(plan: Pick<ErrorRatePlan, "healthy" | "bad">, { fail, pass }: Thresholds): Boundary {
  const step = evidenceSteps(plan);
  const perError = -step.error / step.good;
  return { passGood: pass / step.good, passPerError: perError, failGood: -fail / step.good, failPerError: perError };
}

/** The thresholds of the lines of such a test. */
export function sprtThresholds(plan: Pick<ErrorRatePlan, "healthy" | "bad">, boundary: Boundary): Thresholds {
  const { good } = evidenceSteps(plan);
  return { fail: -boundary.failGood * good, pass: boundary.passGood * good };
}

/** Wald's own thresholds, which need no computation and keep the sum of both risks. */
export function waldThresholds({ falseRollback, falsePass }: ErrorRatePlan): Thresholds {
  return { fail: Math.log((1 - falsePass) / falseRollback), pass: Math.log(falsePass / (1 - falseRollback)) };
}

/**
 * Wald's test with the lowest thresholds that keep both risks. His own leave a part of them unused, for one error moves
 * the ratio by as much as ln(bad / healthy) and overshoots the threshold by half of that on average.
 * @param risks what counts as a risk
 * @returns undefined if no thresholds keep what counts as a risk
 */
export function tuneSprt(plan: ErrorRatePlan, risks: Risks = stoppedRisks(plan)): Boundary | undefined {
  const { falseRollback, falsePass } = plan;
  const step = evidenceSteps(plan);
  // The risks are exp(-threshold - overshoot) of the other side's chance to decide (Wald), and no overshoot exceeds a step.
  // Upwards, 1 nat more than is always enough without a limit on the samples.
  const fail = { from: Math.log((1 - falsePass) / falseRollback) - step.error, to: 1 - Math.log(falseRollback) };
  const pass = { from: Math.log((1 - falseRollback) / falsePass) + step.good, to: 1 - Math.log(falsePass) };
  const inGood = ({ from, to }: { from: number; to: number }) => {
    return { from: Math.max(from, -step.good / 2) / -step.good, to: to / -step.good, nats: -step.good };
  };
  const perError = -step.error / step.good;
  return tuneLines({ passPerError: perError, failPerError: perError }, plan, risks, {
    pass: inGood(pass),
    fail: inGood(fail),
  });
}

/** Paths less probable than this share of a risk are not followed while it is tuned. */
const NEGLIGIBLE_SHARE = 1e-4;

/** The risks of the first decision, to a ten-thousandth and never too low: what is not followed counts as the wrong one. */
export function stoppedRisks({ healthy, bad, falseRollback, falsePass }: ErrorRatePlan): Risks {
  return {
    falseRollback: (boundary) => {
      const { failed, undecided } = computeExactRisks(boundary, healthy, {
        negligible: falseRollback * NEGLIGIBLE_SHARE,
      });
      return failed + undecided;
    },
    falsePass: (boundary) => {
      const { passed, undecided } = computeExactRisks(boundary, bad, { negligible: falsePass * NEGLIGIBLE_SHARE });
      return passed + undecided;
    },
  };
}

/**
 * Upper bounds of the risks of a test that goes on after its first decision: of ever failing and of ever passing. After a
 * first pass at the ratio z, which is no higher than the lower threshold, the ratio ever reaches the upper one with at most
 * exp(z - fail) (Ville), and the mean of exp(z) over those passes is the chance of a pass if bad:
 * P(ever failed | healthy) <= P(failed first | healthy) + exp(-fail) P(passed first | bad); and the other way round.
 */
export function anyTimeRisks(plan: ErrorRatePlan): Risks {
  const first = stoppedRisks(plan);
  return {
    falseRollback: (boundary) => {
      return first.falseRollback(boundary) + Math.exp(-sprtThresholds(plan, boundary).fail) * plan.falsePass;
    },
    falsePass: (boundary) => {
      return first.falsePass(boundary) + Math.exp(sprtThresholds(plan, boundary).pass) * plan.falseRollback;
    },
  };
}
