import { logBet } from "../e-process.ts";
import type { ErrorRatePlan } from "../plan.ts";
import { addMinute, estimateErrorsPerBurst, minuteEvidence, NO_MINUTES, type MinuteCounts } from "./minute-counts.ts";
import { estimateUsualBurst } from "./usual-burst.ts";

/** What a load balancer counted at green's targets in a minute. */
export interface ServedMinute {
  readonly requests: number;
  readonly errors: number;
  /** Errors that may have been green's or another service's. To pass they count as green's, to fail they do not. */
  readonly doubts: number;
  /** So many of the requests may not have been customers': to pass they do not count, to fail they do. */
  readonly own: number;
}

export interface ServedPlan extends ErrorRatePlan {
  /** Chance, 0..1 exclusive, of blaming green for errors that are no more than blue's were, where there are too many. */
  readonly attribution: number;
  /** Minutes that must be seen before green may pass. */
  readonly least: number;
}

export interface ServedJudgement {
  readonly decision: "passed" | "failed" | "undecided";
  /** How many of the minutes, from the first, it is made of. */
  readonly minutes: number;
  readonly requests: number;
  /** Of these, the ones that are customers' for certain. */
  readonly customers: number;
  readonly errors: number;
  readonly doubts: number;
  /** ln of e-values: that green's error rate is above healthy; that it is below bad; and, as `worse`, that it is above blue's. */
  readonly unhealthy: number;
  readonly notBad: number;
  /** As `unhealthy`, with the doubts for errors. */
  readonly doubtful: number;
  /** Undefined without a minute of blue's to compare with. */
  readonly worse: number | undefined;
  /** Errors that come at once, by all of blue's minutes: to fail. */
  readonly errorsPerBurst: number;
  /** The same as a rule, without blue's outages: to pass. */
  readonly usualBurst: number;
}

/**
 * Whether customers are served, by what was counted in whole minutes: looked at after every minute, and decided by the first
 * that decides.
 *
 * Failed where green's own error rate is above healthy, also without its worst minute (a single burst is not enough), and
 * above blue's before the shift. The risk of failing a healthy green is at most `falseRollback`; of failing an unhealthy one
 * that is no worse than blue, at most `attribution`. Both are as good as the estimate of how many errors come at once.
 * Passed where its error rate is below bad, at the risk `falsePass`, unless it is unhealthy and blue was not. That risk is as
 * good as the estimate of how many errors come at once as a rule: an outage of blue's must not make green's good answers count
 * for nothing.
 * @param green its minutes after the shift, in their order and without a gap
 * @param blue its minutes before the shift, the nearest first: each is compared with green's of the same place
 */
export function judgeServed(
  plan: ServedPlan,
  green: readonly ServedMinute[],
  blue: readonly MinuteCounts["blue"][],
): ServedJudgement {
  const perBurst = estimateErrorsPerBurst(blue);
  const usualBurst = estimateUsualBurst(blue);
  const all = blue.reduce(
    (sum, { requests, errors }) => ({ requests: sum.requests + requests, errors: sum.errors + errors }),
    {
      requests: 0,
      errors: 0,
    },
  );
  const blueIsUnhealthy = isAbove(plan, all.requests, all.errors, perBurst) >= -Math.log(plan.falseRollback);
  let compared = NO_MINUTES;
  let comparable = false;
  let last = nothingServed(perBurst, usualBurst);
  for (const [index, minute] of green.entries()) {
    const before = blue[index];
    if (before && before.requests > 0 && minute.requests > 0) {
      comparable = true;
      compared = addMinute(compared, { green: minute, blue: before }, 1, perBurst);
    }
    last = judgePrefix(plan, green.slice(0, index + 1), comparable ? minuteEvidence(compared) : undefined, {
      perBurst,
      usualBurst,
      blueIsUnhealthy,
    });
    if (last.decision !== "undecided") return last;
  }
  return last;
}

function nothingServed(errorsPerBurst: number, usualBurst: number): ServedJudgement {
  const none = { requests: 0, customers: 0, errors: 0, doubts: 0, unhealthy: 0, notBad: 0, doubtful: 0 };
  return { decision: "undecided", minutes: 0, ...none, worse: undefined, errorsPerBurst, usualBurst };
}

function judgePrefix(
  plan: ServedPlan,
  green: readonly ServedMinute[],
  worse: number | undefined,
  {
    perBurst,
    usualBurst,
    blueIsUnhealthy,
  }: { readonly perBurst: number; readonly usualBurst: number; readonly blueIsUnhealthy: boolean },
): ServedJudgement {
  const sum = (of: (minute: ServedMinute) => number): number => green.reduce((total, each) => total + of(each), 0);
  const requests = sum((each) => each.requests);
  const errors = sum((each) => each.errors);
  const doubts = sum((each) => each.doubts);
  // What may be a probe's is taken from the good answers: an error stays one.
  const customers = sum((each) => Math.max(each.requests - each.own, each.errors));
  const unhealthy = isAbove(plan, requests, errors, perBurst);
  const worst = green.reduce((one, other) => (other.errors > one.errors ? other : one));
  const others = isAbove(plan, requests - worst.requests, errors - worst.errors, perBurst);
  const allErrors = Math.min(customers, errors + doubts);
  const notBad = logBet("below", plan.bad, (customers - allErrors) / usualBurst, allErrors / usualBurst, plan.healthy);
  const doubtful = isAbove(plan, requests, Math.min(requests, errors + doubts), perBurst);
  const isUnhealthy = Math.min(unhealthy, others) >= -Math.log(plan.falseRollback);
  const seen = { minutes: green.length, requests, customers, errors, doubts, unhealthy, notBad, doubtful, worse };
  const decide = (): ServedJudgement["decision"] => {
    if (isUnhealthy && (worse === undefined || worse >= -Math.log(plan.attribution))) return "failed";
    if (green.length < plan.least || notBad < -Math.log(plan.falsePass)) return "undecided";
    // Too many errors for customers, and not shown to be no more than they met before; nor hidden behind an outage of blue's.
    return isAbove(plan, requests, errors, usualBurst) >= -Math.log(plan.falseRollback) && !blueIsUnhealthy
      ? "undecided"
      : "passed";
  };
  return { decision: decide(), ...seen, errorsPerBurst: perBurst, usualBurst };
}

/** ln of the e-value that an error rate is above healthy. */
function isAbove(plan: ServedPlan, requests: number, errors: number, perBurst: number): number {
  return requests === 0
    ? 0
    : logBet("above", plan.healthy, (requests - errors) / perBurst, errors / perBurst, plan.bad);
}

/** How many requests without an error it takes to pass: with fewer, nothing can be said. */
export function requestsToPass(plan: ServedPlan): number {
  let requests = 1;
  while (logBet("below", plan.bad, requests, 0, plan.healthy) < -Math.log(plan.falsePass)) requests += 1;
  return requests;
}
