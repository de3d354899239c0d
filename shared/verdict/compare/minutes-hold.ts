import { AGREEING_MINUTES, judgeBeyond } from "./minutes-beyond.ts";
import { median } from "./median.ts";
import { chanceOfRanksWithTies } from "./rank-sum.ts";

/** What a metric's minutes must be. Values are turned so that lower is better. */
export interface HoldPlan {
  /** The greatest value of a good minute; undefined for none. */
  readonly limit: number | undefined;
  /** How much worse than before, as a share, is no worse; undefined where nothing is compared. */
  readonly tolerance: number | undefined;
  /** Minutes that must be seen before it may pass. */
  readonly least: number;
  /** Minutes that there will be at most. */
  readonly most: number;
  /** Chance, 0..1 exclusive, of failing a metric that is as it was before, for noise. */
  readonly risk: number;
}

export interface HoldJudgement {
  readonly decision: "passed" | "failed" | "undecided";
  /** What it failed by. */
  readonly by: "limit" | "tolerance" | undefined;
  /** How many of the minutes, from the first, it is made of. */
  readonly minutes: number;
  /** What is tolerated in comparison; undefined where nothing is compared or before has nothing. */
  readonly tolerated: number | undefined;
  /** Passed by all minutes together at the end, not by three in a row. */
  readonly isByAll: boolean;
}

/** Minutes that must be seen for a pass at the end: in fewer, even what is far worse may look like noise. */
const MINUTES_AT_END = 5;
/** At the end minutes are no worse where minutes that are alike would be as bad with a greater chance than this. */
const DOUBT = 0.05;

/**
 * Whether a metric holds after the shift, looked at after every minute and decided by the first that decides. Three minutes
 * must agree:
 *
 * - Failed where three in a row are beyond the limit; or where green's minutes are beyond those before, with the tolerance, by
 *   the exact rank-sum test at the plan's risk.
 * - Passed where the last three are all within the limit, and within the tolerance of the median before.
 * - At the end of the bake, for noise may be greater than the tolerance for ever: passed where the last three are within the limit,
 *   and all minutes together show no sign of being beyond those before, with the tolerance: by the same test, at 5 %.
 *
 * Where each minute of a good version is beyond its limit with the chance q, it fails with at most (most - 2) q³; the same
 * holds for a bad one that is within it with the chance q, and passes.
 * @param values of green's minutes, in their order and without a gap
 * @param before blue's
 * @param isLast whether no more will come
 */
export function judgeHold(
  plan: HoldPlan,
  values: readonly number[],
  before: readonly number[],
  isLast = false,
): HoldJudgement {
  const { limit = Infinity, tolerance, least, most, risk } = plan;
  const tolerate = (value: number): number => value + Math.abs(value) * (tolerance ?? 0);
  const tolerated = tolerance === undefined || before.length === 0 ? undefined : tolerate(median(before));
  const bound = Math.min(limit, tolerated ?? Infinity);
  for (let minutes = AGREEING_MINUTES; minutes <= values.length; minutes += 1) {
    const last = values.slice(minutes - AGREEING_MINUTES, minutes);
    if (last.every((value) => value > limit))
      return { decision: "failed", by: "limit", minutes, tolerated, isByAll: false };
    if (tolerance !== undefined) {
      const { isBeyond } = judgeBeyond(values.slice(0, minutes), before.map(tolerate), most, risk);
      if (isBeyond) return { decision: "failed", by: "tolerance", minutes, tolerated, isByAll: false };
    }
    const isComparable = tolerance === undefined || tolerated !== undefined;
    if (minutes >= least && isComparable && last.every((value) => value <= bound)) {
      return { decision: "passed", by: undefined, minutes, tolerated, isByAll: false };
    }
  }
  const isWithin = values.slice(-AGREEING_MINUTES).every((value) => value <= limit);
  const enough = values.length >= Math.max(least, Math.min(MINUTES_AT_END, most));
  if (isLast && enough && isWithin && tolerated !== undefined) {
    const isDoubtful = chanceOfRanksWithTies(values, before.map(tolerate)) <= DOUBT;
    if (!isDoubtful) return { decision: "passed", by: undefined, minutes: values.length, tolerated, isByAll: true };
  }
  return { decision: "undecided", by: undefined, minutes: values.length, tolerated, isByAll: false };
}
