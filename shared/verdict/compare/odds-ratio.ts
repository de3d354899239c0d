import type { Pairs } from "./discordant-pairs.ts";
import { createGridMixture } from "../grid-mixture.ts";
import { chanceOfOdds } from "./tolerance.ts";

/** Log-odds beyond which a limit is none. */
const FARTHEST = 30;
const HALVINGS = 40;

/** How much worse than blue green is: the odds that a fault which only one of them has is green's. */
export interface OddsRatio {
  /** `Infinity` if blue had none, `NaN` if neither had. */
  readonly estimate: number;
  /** 0 if there is no lower limit yet. */
  readonly lower: number;
  /** `Infinity` if there is no upper limit yet. */
  readonly upper: number;
}

/**
 * An always-valid confidence interval: the odds that the e-processes on both sides do not reject. The chance that the
 * true odds are ever outside it, however often it is looked at, is at most 1 - `confidence`.
 * @param confidence 0..1 exclusive, for instance 0.99
 */
export function estimateOddsRatio({ green, blue }: Pairs, confidence: number): OddsRatio {
  const limit = Math.log(2 / (1 - confidence));
  return {
    estimate: green / blue,
    lower: Math.exp(findLowerLimit(green, blue, limit)),
    upper: Math.exp(-findLowerLimit(blue, green, limit)),
  };
}

/** The largest log-odds that the hits and misses reject, since evidence against larger odds is weaker. */
function findLowerLimit(hits: number, misses: number, limit: number): number {
  let rejected = -Infinity;
  let [from, to] = [-FARTHEST, FARTHEST];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (from + to) / 2;
    if (createGridMixture(chanceOfOdds(Math.exp(middle))).evidence(hits, misses) >= limit) {
      rejected = middle;
      from = middle;
    } else {
      to = middle;
    }
  }
  return rejected;
}
