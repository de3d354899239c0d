import type { Boundary } from "./boundary.ts";
import { divergence } from "./minimum-samples.ts";
import type { ErrorRatePlan } from "./plan.ts";
import { stoppedRisks } from "./sprt.ts";
import { tuneLines, type Risks } from "./tune-lines.ts";

/**
 * Lorden's 2-SPRT: two tests of one side each, against a rate in the middle. It fails when the middle is that much likelier
 * than healthy and passes when the middle is that much likelier than bad. Its two lines meet, so that it ends after a number
 * of samples that is known beforehand, a few to thirty per cent more than a test of fixed size, and near the healthy and the bad
 * rate long before. Lorden, "2-SPRT's and the modified Kiefer-Weiss problem", Annals of Statistics 4, 1976.
 * @returns the lowest lines that keep both risks, or undefined if there are none
 */
export function tuneTwoSprt(plan: ErrorRatePlan, risks: Risks = stoppedRisks(plan)): Boundary | undefined {
  const { healthy, bad, falseRollback, falsePass } = plan;
  const middle = hardestRate(plan);
  // Nats of a good answer: for bad against the middle, and for healthy against the middle.
  const overBad = Math.log1p(-middle) - Math.log1p(-bad);
  const overHealthy = Math.log1p(-healthy) - Math.log1p(-middle);
  const slopes = {
    passPerError: Math.log(bad / middle) / overBad,
    failPerError: Math.log(middle / healthy) / overHealthy,
  };
  // Ville: thresholds of ln(1 / risk) keep the risk whatever the other line. Downwards: the lowest line that is one.
  const upTo = (risk: number, nats: number) => ({ from: 0.5, to: (1 - Math.log(risk)) / nats, nats });
  return tuneLines(slopes, plan, risks, {
    pass: upTo(falsePass, overBad),
    fail: upTo(falseRollback, overHealthy),
  });
}

/** The rate between healthy and bad that takes equally long to be told from either, at the risks of the plan: where a test needs most. */
export function hardestRate({ healthy, bad, falseRollback, falsePass }: ErrorRatePlan): number {
  let low = healthy;
  let high = bad;
  for (let halving = 0; halving < 50; halving += 1) {
    const middle = (low + high) / 2;
    const untilFailed = -Math.log(falseRollback) / divergence(middle, healthy);
    const untilPassed = -Math.log(falsePass) / divergence(middle, bad);
    if (untilFailed > untilPassed) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
