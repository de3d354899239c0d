import type { MinuteCounts } from "./minute-counts.ts";

/** The part of all pairs of minutes that may have been an outage's. */
const OUTAGE_SHARE = 0.2;

/**
 * How many errors come at once, as a rule: from how unevenly those of two minutes in a row fall on the two (Pearson's
 * dispersion of one degree of freedom, whose mean is the size of a burst however many there are). The fifth of all pairs in
 * which they fall the most unevenly is left out: an outage says nothing about how errors come otherwise, and one that
 * lasts is uneven only where it begins and ends. At least 1; 1 where no other pair has errors.
 */
export function estimateUsualBurst(blue: readonly MinuteCounts["blue"][]): number {
  const minutes = blue.filter(({ requests }) => requests > 0);
  const uneven = Array.from({ length: Math.floor(minutes.length / 2) }, (_, pair) => {
    return unevenness(minutes.slice(2 * pair, 2 * pair + 2));
  });
  const worst = Math.floor(uneven.length * OUTAGE_SHARE);
  const usual = uneven
    .toSorted((one, other) => (other ?? -1) - (one ?? -1))
    .slice(worst)
    .flatMap((each) => each ?? []);
  return usual.length === 0 ? 1 : Math.max(1, usual.reduce((sum, each) => sum + each, 0) / usual.length);
}

/** Undefined without an error. */
function unevenness(minutes: readonly MinuteCounts["blue"][]): number | undefined {
  const requests = minutes.reduce((sum, minute) => sum + minute.requests, 0);
  const errors = minutes.reduce((sum, minute) => sum + minute.errors, 0);
  if (errors === 0) return undefined;
  return minutes.reduce((sum, minute) => {
    const expected = (minute.requests * errors) / requests;
    return sum + (minute.errors - expected) ** 2 / expected;
  }, 0);
}
