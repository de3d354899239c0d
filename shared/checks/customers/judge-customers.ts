import type { Configuration } from "../../configuration/schema.ts";
import {
  judgeServed,
  requestsToPass,
  type ServedJudgement,
  type ServedPlan,
} from "../../verdict/compare/served-minutes.ts";
import type { OwnProbes } from "../own-probes.ts";
import type { Periods } from "../watch/periods.ts";
import { doubtsIn, type Doubts } from "./doubts.ts";
import { judgeLatency, type LatencyJudgement } from "./judge-latency.ts";
import type { CountedMinute, ReadMinutes } from "./read-minutes.ts";

/** What is known of customers, and what it comes to. */
export interface CustomersJudgement {
  readonly plan: ServedPlan;
  readonly green: ReadMinutes;
  readonly blue: ReadMinutes;
  readonly served: ServedJudgement;
  /** The minutes that `served` is made of. */
  readonly judged: readonly CountedMinute[];
  /** Of each of these. */
  readonly doubts: readonly Doubts[];
  readonly latency: LatencyJudgement;
  /** Requests without an error that it takes to pass. */
  readonly needed: number;
}

/** Of blaming green for errors that it shares with blue before the shift: as where both are probed. */
const ATTRIBUTION_RISK = 0.01;

/** A probe may be counted so much later than it was given up, where the load balancer or green is slow to take it. */
const COUNTED_LATE_MS = 1_000;

/**
 * @param green the periods after the shift that may be judged, in their order
 * @param blue those before it, the nearest first
 */
export function judgeCustomers(
  green: ReadMinutes,
  blue: ReadMinutes,
  { customers, risk }: Pick<Configuration, "customers" | "risk">,
  ownProbes: Pick<OwnProbes, "between" | "abandonedBetween">,
  { length, after }: Pick<Periods, "length" | "after">,
): CustomersJudgement {
  const plan: ServedPlan = { ...risk, attribution: ATTRIBUTION_RISK, least: customers.atLeast };
  const judge = (minutes: readonly CountedMinute[]) => {
    const abandoned = minutes.map(({ at }, index) => {
      const isFirst = minutes[index - 1]?.at !== at - length;
      return ownProbes.abandonedBetween(isFirst ? at - COUNTED_LATE_MS : at, at + length);
    });
    const doubts = doubtsIn(minutes, blue.minutes, abandoned);
    const seen = minutes.map(({ at, requests, errors }, index) => {
      const { loadBalancer = 0, unanswered = 0 } = doubts[index] ?? {};
      return { requests, errors, doubts: loadBalancer + unanswered, own: ownProbes.between(at, at + length) };
    });
    const served = judgeServed(plan, seen, blue.minutes);
    return { served, judged: minutes.slice(0, served.minutes), doubts: doubts.slice(0, served.minutes) };
  };
  // A gap hides what was there: nothing passes across it, but what is seen beside it may fail.
  const [gap = Infinity] = green.missing;
  const whole = judge(green.minutes.filter(({ at }) => at < gap));
  const beside = whole.served.decision === "undecided" && gap < Infinity ? judge(green.minutes) : undefined;
  const { served, ...seen } = beside ?? whole;
  const decision = beside && served.decision !== "failed" ? "undecided" : served.decision;
  return {
    plan,
    green,
    blue,
    served: { ...served, decision },
    ...seen,
    latency: judgeLatency(green.minutes, blue.minutes, customers, { most: after.length, risk: risk.falseRollback }),
    needed: requestsToPass(plan),
  };
}
