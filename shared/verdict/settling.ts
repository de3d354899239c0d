import { percentile, samplesForPercentile } from "./percentile.ts";

/** The percentile by which latency is followed, and the confidence with which a window can bear it. */
const SHARE = 0.95;
const CONFIDENCE = 0.99;

/** Samples of one window: the fewest that can bear its 95th percentile, 90. */
export const WINDOW_SAMPLES = samplesForPercentile(SHARE, CONFIDENCE);

/** Falls in a row that must be small: one alone may be so by chance. */
const SMALL_FALLS = 2;

/** The fewest samples by which latency can be seen to have settled: three windows, 270. */
export const SAMPLES_TO_SETTLE = WINDOW_SAMPLES * (SMALL_FALLS + 1);

/** A fall by less of the window before is none. */
const SMALL_FALL = 0.1;
/** Neither is one by less than this, however quick the answers: timers and schedulers are no finer. */
const SMALL_FALL_MS = 1;

/** The 95th percentile of each window of so many samples, in milliseconds; an incomplete window at the end is left out. */
export function windowedTails(latencies: readonly number[]): readonly number[] {
  const windows = Math.floor(latencies.length / WINDOW_SAMPLES);
  return Array.from({ length: windows }, (_, window) => {
    const samples = latencies.slice(window * WINDOW_SAMPLES, (window + 1) * WINDOW_SAMPLES);
    return percentile(samples, SHARE, CONFIDENCE)?.value ?? 0;
  });
}

/**
 * Whether latency no longer falls: the 95th percentile of each of the last two windows is no more than 10 %, or no more than
 * 1 ms, below that of the window before it. A rise is no fall: that is for others to judge.
 * @param tails as of {@link windowedTails}
 */
export function hasSettled(tails: readonly number[]): boolean {
  if (tails.length <= SMALL_FALLS) return false;
  return tails.slice(-SMALL_FALLS).every((tail, index) => {
    const before = tails.at(index - SMALL_FALLS - 1) ?? 0;
    return before - tail <= Math.max(before * SMALL_FALL, SMALL_FALL_MS);
  });
}
