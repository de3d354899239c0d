import type { Bad } from "./sign.ts";

/** Distances, in rounds, at which blue's faults are compared with themselves. */
const LAGS = [1, 2, 4, 8, 16, 32, 64, 128] as const;
const WORD = 32;
const NO_PAST: readonly number[] = [0, 0, 0, 0];
/** Standard deviations of chance beyond which two faults at a distance belong together. */
const BEYOND_CHANCE = 3;

/** What tells how long blue's faults last: counts, and which of the last 128 rounds were only green's or only blue's. */
export interface Bursts {
  readonly rounds: number;
  readonly green: number;
  readonly blue: number;
  /** 128 bits in four words: the lowest bit of the first is the last round. */
  readonly greenPast: readonly number[];
  readonly bluePast: readonly number[];
  /** For each lag, how often blue's fault followed blue's. */
  readonly together: readonly number[];
  /** For each lag, how often blue's followed green's, or green's blue's. */
  readonly apart: readonly number[];
}

export const NO_BURSTS: Bursts = {
  rounds: 0,
  green: 0,
  blue: 0,
  greenPast: NO_PAST,
  bluePast: NO_PAST,
  together: LAGS.map(() => 0),
  apart: LAGS.map(() => 0),
};

/** `before` with one more round. Only rounds in which exactly one colour did badly are faults here. */
export function addToBursts(before: Bursts, bad: Bad): Bursts {
  const green = bad.green && !bad.blue;
  const blue = bad.blue && !bad.green;
  const { greenPast, bluePast } = before;
  const rounds = before.rounds + 1;
  const counted = {
    rounds,
    green: before.green + (green ? 1 : 0),
    blue: before.blue + (blue ? 1 : 0),
    greenPast: pushBit(greenPast, green),
    bluePast: pushBit(bluePast, blue),
  };
  if (!green && !blue) return { ...before, ...counted };
  const together = blue ? countAtLags(before.together, bluePast) : before.together;
  return { ...counted, together, apart: countAtLags(before.apart, blue ? greenPast : bluePast) };
}

/**
 * How many rounds blue's faults last: Σ r(lag) / r(1) over the lags at which blue's faults follow each other more often
 * than chance, which for bursts of geometric length is their mean, whatever share of a burst's rounds are faults. 1 when
 * they do not.
 *
 * Faults that both colours share, round by round or for as long as an outage lasts, are no bursts: there, green's faults
 * follow blue's as often as blue's own do.
 */
export function burstLength({ rounds, green, blue, together, apart }: Bursts): number {
  let sum = 0;
  let first = 0;
  let previous = { lag: 0, correlation: 0 };
  for (const [index, lag] of LAGS.entries()) {
    const seen = together[index] ?? 0;
    const mixed = apart[index] ?? 0;
    const places = rounds - lag;
    // Faults at constant rates, and faults at rates that rise and fall for both at once.
    const constant = places > 0 ? places * (blue / rounds) ** 2 : 0;
    const bluesShare = green > 0 ? blue / green / 2 : 0;
    const shared = mixed * bluesShare;
    const expected = Math.max(constant, shared);
    const spread = Math.sqrt(expected + (shared > constant ? mixed * bluesShare ** 2 : 0));
    const excess = seen - expected;
    // A single pair may be chance, however rare the faults.
    if (seen < 2 || excess <= BEYOND_CHANCE * spread) {
      return Math.max(1, (sum + ((lag - previous.lag) * previous.correlation) / 2) / (first || 1));
    }
    const correlation = (excess / blue) * (rounds / places);
    if (index === 0) first = correlation;
    sum += ((lag - previous.lag) * (index === 0 ? 2 * correlation : correlation + previous.correlation)) / 2;
    previous = { lag, correlation };
  }
  return sum / first;
}

function countAtLags(counts: readonly number[], past: readonly number[]): readonly number[] {
  if (past.every((word) => word === 0)) return counts;
  return counts.map((count, index) => {
    const bit = (LAGS[index] ?? 1) - 1;
    const word = past[Math.floor(bit / WORD)] ?? 0;
    return count + ((word >>> (bit % WORD)) & 1);
  });
}

function pushBit(past: readonly number[], bit: boolean): readonly number[] {
  let carry = bit ? 1 : 0;
  if (carry === 0 && past.every((word) => word === 0)) return past;
  return past.map((word) => {
    const pushed = ((word << 1) | carry) >>> 0;
    carry = word >>> 31;
    return pushed;
  });
}
