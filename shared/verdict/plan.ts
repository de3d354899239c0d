/** What a test of an error rate is asked: is it `healthy` or lower, or `bad` or higher? Between them either answer is allowed. */
export interface ErrorRatePlan {
  /** Error rate, 0..1 exclusive, at which a version is fit for customers. */
  readonly healthy: number;
  /** Error rate, above `healthy` and below 1, at which it is not. */
  readonly bad: number;
  /** Chance, 0..0.5 exclusive, of failing a version that is healthy. */
  readonly falseRollback: number;
  /** Chance, 0..0.5 exclusive, of passing a version that is bad. */
  readonly falsePass: number;
}

export type Decision = "passed" | "failed" | "undecided";

/** What has been seen so far. */
export interface Tally {
  readonly samples: number;
  readonly errors: number;
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

/** What one sample says about `bad` against `healthy`, in nats: the steps of the log-likelihood ratio. */
export function evidenceSteps({ healthy, bad }: Pick<ErrorRatePlan, "healthy" | "bad">): {
  /** Of an error: above 0. */
  readonly error: number;
  /** Of a good answer: below 0. */
  readonly good: number;
} {
  return { error: Math.log(bad / healthy), good: Math.log1p(-bad) - Math.log1p(-healthy) };
}
