/** What becomes of an e-process, exactly. */
export interface Crossing {
  /** Chance that it has reached the limit within the trials. */
  readonly reached: number;
  /** Mean number of trials until it does, or until they are used up. */
  readonly meanTrials: number;
  /** For each number of trials, from 0, the chance that it has reached the limit by then. */
  readonly reachedBy: Float64Array;
}

/**
 * Follows the chances of each number of hits, trial by trial, as the e-process is looked at after every one: dynamic
 * programming, exact but for the rounding of numbers.
 * @param evidence rises with the hits, and falls with the misses
 * @param limit that it is stopped at
 * @param chance of a hit
 */
export function followToLimit(
  evidence: (hits: number, misses: number) => number,
  limit: number,
  chance: number,
  trials: number,
): Crossing {
  const chances = new Float64Array(trials + 2);
  const reachedBy = new Float64Array(trials + 1);
  chances[0] = 1;
  let [reached, meanTrials, enough] = [0, 0, 0];
  for (let trial = 1; trial <= trials; trial += 1) {
    meanTrials += 1 - reached;
    while (enough <= trial && evidence(enough, trial - enough) < limit) enough += 1;
    const most = Math.min(trial, enough);
    for (let hits = most; hits > 0; hits -= 1) {
      chances[hits] = (chances[hits] ?? 0) * (1 - chance) + (chances[hits - 1] ?? 0) * chance;
    }
    chances[0] = (chances[0] ?? 0) * (1 - chance);
    if (most === enough) {
      reached += chances[enough] ?? 0;
      chances[enough] = 0;
    }
    reachedBy[trial] = reached;
  }
  return { reached, meanTrials, reachedBy };
}
