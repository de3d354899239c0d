import type { CheckPlan } from "../configuration/plan-for.ts";
import { planFor, planForLatency } from "../verdict/default-plan.ts";
import { findInfeasibility, type Infeasibility } from "../verdict/feasibility.ts";
import { designTwoLevels, type TwoLevelDesign, type TwoLevelPlan } from "../verdict/two-level-design.ts";
import { percent } from "./sentence-parts.ts";

/** The tests by which one check decides. */
export interface CheckDesign {
  readonly plan: TwoLevelPlan;
  /** Of errors: of the whole, and of each member. */
  readonly errors: TwoLevelDesign;
  /** Of slow answers, where there is an objective. */
  readonly slowness: TwoLevelDesign | undefined;
}

/**
 * The tests for a check's plan, or why the plan cannot decide in its time: asked before anything is probed.
 * @param members what is judged on its own: each request to each task
 */
export function designCheck(settings: CheckPlan, members: number): CheckDesign | { readonly problem: string } {
  const { probing, risk, latency } = settings;
  const seconds = probing.atMost / 1000;
  const atMost = Math.floor(probing.rate * seconds);
  const plan = planFor(risk, risk.badTask);
  const budget = { members, rate: probing.rate, seconds };
  const errors = designTwoLevels(plan, members, atMost);
  if (!errors) return { problem: refuseErrors(plan, findInfeasibility(plan, budget), settings) };
  if (!latency) return { plan, errors, slowness: undefined };
  const slow = planForLatency(latency.share, risk);
  const slowPlan = { whole: slow, member: slow };
  const slowness = designTwoLevels(slowPlan, 1, atMost);
  if (!slowness)
    return {
      problem: refuseSlowness(findInfeasibility(slowPlan, { ...budget, members: 1 }), settings),
    };
  return { plan, errors, slowness };
}

function refuseErrors(plan: TwoLevelPlan, found: Infeasibility | undefined, settings: CheckPlan): string {
  const { bad, memberBad } = found ?? {};
  // A rate that is not in the way is named as it is.
  const accept = [
    ...(bad !== undefined && bad > plan.whole.bad ? [`a bad rate of ${percent(bad)} (bad)`] : []),
    ...(memberBad !== undefined && memberBad > plan.member.bad
      ? [`one of ${percent(memberBad)} for a single task (badTask)`]
      : []),
  ];
  return refuse("errors", found, accept, settings);
}

function refuseSlowness(found: Infeasibility | undefined, settings: CheckPlan): string {
  // An objective's bad rate is twice the share that may be slow.
  const accept = found?.bad === undefined ? [] : [`a share of ${percent(1 - found.bad / 2)} (latency.share)`];
  return refuse("slow answers", found, accept, settings);
}

function refuse(
  what: string,
  found: Infeasibility | undefined,
  accept: readonly string[],
  { probing }: CheckPlan,
): string {
  const allows = `${probing.rate}/s for ${probing.atMost / 1000} s`;
  if (!found) return `to judge ${what} needs more probes than this plan allows (${allows})`;
  const or = accept.length === 0 ? "" : `, or accept ${accept.join(" and ")}`;
  return (
    `to judge ${what} needs ${found.needed} clean probes, this plan allows ${found.allowed} (${allows}): ` +
    `raise the rate to ${found.rate}/s, the time (atMost) to ${found.seconds} s${or}`
  );
}
