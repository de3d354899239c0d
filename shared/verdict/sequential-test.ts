/**
 * Wald's sequential probability ratio test of an error rate: is it `healthy` or lower, or `bad` or higher?
 * Between the two either answer is allowed. Wald, "Sequential Tests of Statistical Hypotheses", 1945.
 */
export interface ErrorRatePlan {
  /** Error rate, 0..1 exclusive, at which a version is fit for customers. */
  readonly healthy: number;
  /** Error rate, above `healthy` and below 1, at which it is not. */
  readonly bad: number;
  /** Chance, 0..1, of failing a version that is healthy. */
  readonly falseRollback: number;
  /** Chance, 0..1, of passing a version that is bad. */
  readonly falsePass: number;
}

export type Decision = "passed" | "failed" | "undecided";

/** What has been seen so far. */
export interface Tally {
  readonly samples: number;
  readonly errors: number;
}

/** The log-likelihood ratio of bad against healthy. */
function evidence(plan: ErrorRatePlan, tally: Tally): number {
  const anError = Math.log(plan.bad / plan.healthy);
  const anAnswer = Math.log((1 - plan.bad) / (1 - plan.healthy));
  return tally.errors * anError + (tally.samples - tally.errors) * anAnswer;
}

/**
 * The decision after `tally`. Ask after every sample: the risks hold for the first decision, and nearly so for any later
 * one. The thresholds are Wald's: whatever the plan, the sum of both risks stays below the sum of those planned, and
 * neither exceeds its own by more than the factor 1 / (1 - the other).
 */
export function decide(plan: ErrorRatePlan, tally: Tally): Decision {
  const seen = evidence(plan, tally);
  if (seen >= Math.log((1 - plan.falsePass) / plan.falseRollback)) return "failed";
  if (seen <= Math.log(plan.falsePass / (1 - plan.falseRollback))) return "passed";
  return "undecided";
}

/** How many samples without an error it takes to pass: the shortest run that this plan can pass with. */
export function samplesToPass(plan: ErrorRatePlan): number {
  const perAnswer = Math.log((1 - plan.bad) / (1 - plan.healthy));
  return Math.ceil(Math.log(plan.falsePass / (1 - plan.falseRollback)) / perAnswer);
}

/** The first problem that makes a plan meaningless, in words, or undefined. */
export function planProblem(plan: ErrorRatePlan): string | undefined {
  if (!(plan.healthy > 0 && plan.healthy < plan.bad && plan.bad < 1)) {
    return `expected 0 < healthy < bad < 1, received healthy ${plan.healthy} and bad ${plan.bad}`;
  }
  const risks = [plan.falseRollback, plan.falsePass];
  if (!risks.every((risk) => risk > 0 && risk < 0.5)) {
    return `expected risks between 0 and 0.5, received falseRollback ${plan.falseRollback} and falsePass ${plan.falsePass}`;
  }
  return undefined;
}
