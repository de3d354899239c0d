import { addLatencies, quantileOf, type LatencyHistogram } from "./latency-histogram.ts";
import type { Bad } from "./sign.ts";

/** Rounds after which the thresholds are drawn anew. */
const REFRESH_EVERY = 10;

/**
 * Thresholds drawn from the latencies of both colours in the rounds before. Since a round's own latencies have no part
 * in its threshold, the chance that only green exceeds it is at most that of only blue, if green is no slower: no
 * distribution has to be assumed, and no percentile to be estimated well.
 */
export interface Thresholds {
  readonly histogram: LatencyHistogram;
  /** Latencies since the last refresh, in milliseconds. */
  readonly pending: readonly number[];
  /** Milliseconds, one for each quantile; none before the first refresh. */
  readonly thresholds: readonly number[];
}

export const NO_THRESHOLDS: Thresholds = { histogram: {}, pending: [], thresholds: [] };

/**
 * Which of the colours exceeded the threshold of the quantile with this index. Before the first refresh, neither.
 * @param blueMs what green is allowed: blue's latency with the tolerance
 */
export function compareTail({ thresholds }: Thresholds, index: number, greenMs: number, blueMs: number): Bad {
  const threshold = thresholds[index] ?? Infinity;
  return { green: greenMs > threshold, blue: blueMs > threshold };
}

/** `before` with one more round, which counts for the thresholds of later ones. */
export function addToThresholds(
  before: Thresholds,
  quantiles: readonly number[],
  greenMs: number,
  blueMs: number,
): Thresholds {
  const pending = [...before.pending, greenMs, blueMs];
  if (pending.length < 2 * REFRESH_EVERY) return { ...before, pending };
  const histogram = addLatencies(before.histogram, pending);
  return { histogram, pending: [], thresholds: quantiles.map((share) => quantileOf(histogram, share)) };
}
