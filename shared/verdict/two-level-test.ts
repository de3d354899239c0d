import { decide, type Decision, type ErrorRatePlan, type Tally } from "./sequential-test.ts";

/**
 * Two questions at once: does each member (a task, or one request to one task) work, and does the whole? Every sample
 * feeds both, so that one dead task is convicted by its own few samples and is not hidden by the others.
 */
export interface TwoLevelPlan {
  /** Judges all samples together. */
  readonly whole: ErrorRatePlan;
  /** Judges the samples of one member; its `falseRollback` is shared among the members. */
  readonly member: ErrorRatePlan;
}

/** Samples by member, in the order in which the members were named. */
export type Tallies = ReadonlyMap<string, Tally>;

export interface TwoLevelDecision {
  readonly decision: Decision;
  /** The members that were convicted by their own samples. */
  readonly failedMembers: readonly string[];
  readonly whole: Tally;
}

/** No samples yet, for each of `members`. */
export function emptyTallies(members: readonly string[]): Tallies {
  return new Map(members.map((member) => [member, { samples: 0, errors: 0 }]));
}

/** `tallies` with one more sample of `member`. */
export function addSample(tallies: Tallies, member: string, isError: boolean): Tallies {
  const before = tallies.get(member) ?? { samples: 0, errors: 0 };
  return new Map(tallies).set(member, { samples: before.samples + 1, errors: before.errors + (isError ? 1 : 0) });
}

/**
 * Fails as soon as the whole or any member is convicted; passes when the whole and every member are acquitted. The risk
 * of a false rollback is halved between the two levels and shared among the members, so that the sum keeps to the plan.
 */
export function decideTwoLevels(plan: TwoLevelPlan, tallies: Tallies): TwoLevelDecision {
  const wholePlan = { ...plan.whole, falseRollback: plan.whole.falseRollback / 2 };
  const memberPlan = { ...plan.member, falseRollback: plan.member.falseRollback / 2 / Math.max(1, tallies.size) };
  let samples = 0;
  let errors = 0;
  let acquitted = 0;
  const failedMembers: string[] = [];
  for (const [member, tally] of tallies) {
    samples += tally.samples;
    errors += tally.errors;
    const decision = decide(memberPlan, tally);
    if (decision === "failed") failedMembers.push(member);
    if (decision === "passed") acquitted += 1;
  }
  const whole = { samples, errors };
  const ofWhole = decide(wholePlan, whole);
  if (ofWhole === "failed" || failedMembers.length > 0) return { decision: "failed", failedMembers, whole };
  const passed = ofWhole === "passed" && tallies.size > 0 && acquitted === tallies.size;
  return { decision: passed ? "passed" : "undecided", failedMembers, whole };
}
