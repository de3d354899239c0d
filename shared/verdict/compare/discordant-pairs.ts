import { createGridMixture } from "../grid-mixture.ts";
import { chanceOfOdds } from "./tolerance.ts";

/**
 * Rounds, or blocks of them, in which exactly one of both colours did badly. Those in which both or neither did say
 * nothing: that is what makes a fault that both share cancel out, however it varies with time.
 */
export interface Pairs {
  /** Only green did badly. */
  readonly green: number;
  /** Only blue did. */
  readonly blue: number;
}

/** Odds that it is green which does badly when exactly one does: 1 is "no worse than blue". */
export interface OddsBounds {
  /** The largest odds that must not fail green; at least 1. */
  readonly tolerated: number;
  /** The smallest odds that must not pass it; above `tolerated`. */
  readonly intolerable: number;
}

/** Two e-processes on the same pairs, as natural logarithms: look after every round, and as often as you like. */
export interface PairTest {
  /** Evidence that green is worse than tolerated. Beyond ln(1/alpha): the chance to ever get there is at most alpha if it is not. */
  readonly worse: (pairs: Pairs) => number;
  /** Evidence that green is better than intolerable: non-inferiority. Beyond ln(1/beta): likewise at most beta if it is not. */
  readonly notWorse: (pairs: Pairs) => number;
}

/** McNemar's conditioning on discordant pairs, as an e-process with a {@link createGridMixture grid mixture}. */
export function createPairTest({ tolerated, intolerable }: OddsBounds): PairTest {
  const isGreens = createGridMixture(chanceOfOdds(tolerated));
  const isBlues = createGridMixture(chanceOfOdds(1 / intolerable));
  return {
    worse: ({ green, blue }) => isGreens.evidence(green, blue),
    notWorse: ({ green, blue }) => isBlues.evidence(blue, green),
  };
}
