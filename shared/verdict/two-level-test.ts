import { decide, samplesToPass, type Decision, type ErrorRatePlan, type Tally } from "./sequential-test.ts";

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
 * The plans of both levels. The risk of a false rollback is halved between them and shared among the members, so that the
 * sum keeps to the plan. The risk of a false pass needs no sharing: to pass, the whole and every member must be acquitted.
 */
function plansFor({ whole, member }: TwoLevelPlan, members: number): TwoLevelPlan {
  return {
    whole: { ...whole, falseRollback: whole.falseRollback / 2 },
    member: { ...member, falseRollback: member.falseRollback / 2 / Math.max(1, members) },
  };
}

/** How many samples, dealt evenly and none of them an error, it takes to pass. */
export function samplesToPassTwoLevels(plan: TwoLevelPlan, members: number): number {
  const plans = plansFor(plan, members);
  return Math.max(samplesToPass(plans.whole), members * samplesToPass(plans.member));
}

/**
 * Fails as soon as the whole or any member is convicted by `tallies`; passes when the whole and every member are acquitted
 * by `cautious`.
 * @param cautious `tallies` with what may or may not have been the service's fault counted as its errors: too little to
 *   convict by, too much to pass over
 */
export function decideTwoLevels(plan: TwoLevelPlan, tallies: Tallies, cautious: Tallies = tallies): TwoLevelDecision {
  const plans = plansFor(plan, tallies.size);
  const failedMembers = [...tallies]
    .filter(([, tally]) => decide(plans.member, tally) === "failed")
    .map(([name]) => name);
  if (failedMembers.length > 0 || decide(plans.whole, sumOf(tallies)) === "failed") {
    return { decision: "failed", failedMembers };
  }
  const acquitted =
    cautious.size > 0 && [...cautious.values()].every((tally) => decide(plans.member, tally) === "passed");
  const passed = acquitted && decide(plans.whole, sumOf(cautious)) === "passed";
  return { decision: passed ? "passed" : "undecided", failedMembers };
}

/** All samples together. */
export function sumOf(tallies: Tallies): Tally {
  let samples = 0;
  let errors = 0;
  for (const tally of tallies.values()) {
    samples += tally.samples;
    errors += tally.errors;
  }
  return { samples, errors };
}
