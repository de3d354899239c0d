/**
 * Each bucket ends this much above the one below it: thresholds are as precise as that. Where a service is so steady that
 * all its latencies are in one bucket, nothing can be said of its tail: with buckets of 5 % that was one whose latencies vary
 * by a twentieth, of which there are many.
 */
const GROWTH = 1.01;
/** Below this, in milliseconds, no clock that probes are timed by can tell. */
const LEAST_MS = 0.05;

/** How often latencies were seen, by the number of their bucket: a few hundred of them at most, for the latencies of one service. */
export type LatencyHistogram = Readonly<Record<string, number>>;

/** `histogram` with more latencies, in milliseconds. */
export function addLatencies(histogram: LatencyHistogram, latencies: readonly number[]): LatencyHistogram {
  const counts: Record<string, number> = { ...histogram };
  for (const ms of latencies) {
    const bucket = Math.ceil(Math.log(Math.max(ms, LEAST_MS) / LEAST_MS) / Math.log(GROWTH));
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}

/**
 * Milliseconds that a share of the latencies do not exceed, read between the ends of a bucket, so that it may be as much as
 * a bucket too little; `Infinity` if there are none.
 * @param share 0..1, for instance 0.95
 */
export function quantileOf(histogram: LatencyHistogram, share: number): number {
  // Whole numbers as keys come in ascending order, whatever the order they were added in.
  const buckets = Object.entries(histogram);
  const total = buckets.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [bucket, count] of buckets) {
    seen += count;
    if (seen < share * total) continue;
    const fraction = (share * total - (seen - count)) / count;
    return Math.max(LEAST_MS, LEAST_MS * GROWTH ** (Number(bucket) - 1 + fraction));
  }
  return Infinity;
}
