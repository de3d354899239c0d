import { cleanSamplesToPass } from "./boundary.ts";
import type { ErrorRatePlan } from "./plan.ts";
import { tune, type ErrorRateTest } from "./tune.ts";

/**
 * Two questions at once: does each member (a task, or one request to one task) work, and does the whole? Samples are dealt
 * round-robin and every one feeds both, so that one dead task is convicted by its own few and is not hidden by the others.
 */
export interface TwoLevelPlan {
  /** Judges all samples together. Its `falseRollback` is that of the whole verdict. */
  readonly whole: ErrorRatePlan;
  /** Judges the samples of one member; its `falseRollback` counts for nothing, for that of the whole is shared out. */
  readonly member: ErrorRatePlan;
}

/** The tests of both levels, and what they risk together. Plain numbers. */
export interface TwoLevelDesign {
  readonly members: number;
  readonly whole: ErrorRateTest;
  /** Of every member; undefined where the whole is one member, which its own test covers. */
  readonly member: ErrorRateTest | undefined;
  /** Chance that a healthy version is failed by any of the tests, at any time: at most this, by adding them up. */
  readonly falseRollback: number;
  /** Chance that a whole at its bad rate is passed: at most this, for the whole must be acquitted. */
  readonly falsePass: number;
  /** Chance that one member at its own bad rate is passed, whatever the others do: at most this. */
  readonly memberFalsePass: number;
  /** Samples without an error, dealt evenly, that it takes to pass. */
  readonly cleanSamples: number;
  /** Chance that a healthy version runs out of samples before it is passed: at most this. */
  readonly outOfSamples: number;
}

/**
 * Tests for `members`, of `atMost` samples in all. Of the risk of a false rollback half is shared among the members. What
 * their tests leave of it, because errors come in ones, goes to the whole, so that the sum is used up and never exceeded.
 * @returns undefined if not even samples without an error could pass within the limit
 * @throws RangeError if a plan is meaningless or there are no members
 */
export function designTwoLevels(plan: TwoLevelPlan, members: number, atMost?: number): TwoLevelDesign | undefined {
  if (!(members >= 1)) throw new RangeError(`expected at least one member, received ${members}`);
  const { falseRollback } = plan.whole;
  const needsMember = members > 1 || !covers(plan.whole, plan.member);
  const member = needsMember
    ? tune(
        { ...plan.member, falseRollback: falseRollback / 2 / members },
        { decision: "any", atMost: atMost === undefined ? undefined : Math.floor(atMost / members) },
      )
    : undefined;
  if (needsMember && !member) return undefined;
  const spent = member ? members * member.exact.falseRollback : 0;
  const whole = tune({ ...plan.whole, falseRollback: falseRollback - spent }, { decision: "any", atMost });
  if (!whole) return undefined;
  return {
    members,
    whole,
    member,
    falseRollback: whole.exact.falseRollback + spent,
    falsePass: whole.exact.falsePass,
    memberFalsePass: member ? member.exact.falsePass : whole.exact.falsePass,
    cleanSamples: Math.max(
      cleanSamplesToPass(whole.boundary),
      member ? members * cleanSamplesToPass(member.boundary) : 0,
    ),
    outOfSamples: whole.exact.outOfSamples + (member ? members * member.exact.outOfSamples : 0),
  };
}

/** Whether a test of `one` is one of `other` too: who refuses 5 % errors refuses 20 %. */
function covers(one: ErrorRatePlan, other: ErrorRatePlan): boolean {
  return one.bad <= other.bad && one.falsePass <= other.falsePass;
}
