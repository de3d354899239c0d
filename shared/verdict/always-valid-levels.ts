import { decideAlwaysValid } from "./always-valid.ts";
import type { Count, Evidence } from "./evidence.ts";
import type { Decision, ErrorRatePlan } from "./plan.ts";
import type { TwoLevelPlan } from "./two-level-design.ts";

/**
 * The decision of both levels by e-processes: true whenever it is asked and however the samples were stopped, also for error
 * rates that change while one looks. Half of the risk of a false rollback goes to the whole, the other half is shared among the
 * members (union bound); to pass, the whole and every member must be acquitted.
 * @returns the decision, and the members that are convicted by what is known now
 */
export function decideAlwaysValidLevels(
  { whole, member }: TwoLevelPlan,
  evidence: Evidence,
): { readonly decision: Decision; readonly convicted: readonly number[] } {
  const { members } = evidence;
  const ofWhole: ErrorRatePlan = { ...whole, falseRollback: whole.falseRollback / 2 };
  const ofMember: ErrorRatePlan = { ...member, falseRollback: whole.falseRollback / 2 / Math.max(1, members.length) };
  const convicted = [...members.keys()].filter((index) => convicts(ofMember, members[index]));
  if (convicted.length > 0 || convicts(ofWhole, evidence.whole)) return { decision: "failed", convicted };
  const passed =
    members.length > 0 && acquits(ofWhole, evidence.whole) && members.every((count) => acquits(ofMember, count));
  return { decision: passed ? "passed" : "undecided", convicted };
}

/** Doubts do not convict: they may not have been the service's fault. */
function convicts(plan: ErrorRatePlan, count: Count | undefined): boolean {
  if (!count) return false;
  return decideAlwaysValid(plan, { samples: count.good + count.errors, errors: count.errors }) === "failed";
}

/** Doubts count as errors here, for they may have been. */
function acquits(plan: ErrorRatePlan, { good, errors, doubts }: Count): boolean {
  return decideAlwaysValid(plan, { samples: good + errors + doubts, errors: errors + doubts }) === "passed";
}
