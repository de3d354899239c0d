import { chanceOfRanks } from "./rank-sum.ts";

/** Whether values of green's minutes are beyond those of blue's before. */
export interface BeyondJudgement {
  readonly isBeyond: boolean;
  /** How many of green's minutes, from the first, it is made of. */
  readonly minutes: number;
  /** The chance of values as great or greater in these minutes, if green's come from where blue's do. */
  readonly chance: number;
}

/** What several minutes must agree on, and the fewest that can. */
export const AGREEING_MINUTES = 3;

/**
 * Looks after each of green's minutes, from the third on. Half of the risk is spent on the first look, after which a verdict
 * costs customers least, and the other half is shared out among the looks that follow: it is that of all of them together.
 * @param tolerated blue's values before the shift, each as far on as green may be
 * @param most minutes that there will be
 * @param risk chance, 0..1 exclusive, of finding a green beyond that is not
 */
export function judgeBeyond(
  green: readonly number[],
  tolerated: readonly number[],
  most: number,
  risk: number,
): BeyondJudgement {
  const later = Math.max(1, most - AGREEING_MINUTES);
  let last: BeyondJudgement = { isBeyond: false, minutes: green.length, chance: 1 };
  for (let minutes = AGREEING_MINUTES; minutes <= green.length; minutes += 1) {
    const chance = chanceOfRanks(green.slice(0, minutes), tolerated);
    const share = minutes === AGREEING_MINUTES ? risk / 2 : risk / 2 / later;
    last = { isBeyond: chance <= share, minutes, chance };
    if (last.isBeyond) return last;
  }
  return last;
}
