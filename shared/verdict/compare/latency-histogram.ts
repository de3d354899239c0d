/** Each bucket ends this much above the one below it: thresholds are as precise as that. */
const GROWTH = 1.05;
/** Below this, in milliseconds, no clock that probes are timed by can tell. */
const LEAST_MS = 0.05;

/** How often latencies were seen, by the number of their bucket: at most about 300 of them, for latencies up to a day. */
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
 * Milliseconds, rounded up to the end of a bucket, that a share of the latencies do not exceed; `Infinity` if there are none.
 * @param share 0..1, for instance 0.95
 */
export function quantileOf(histogram: LatencyHistogram, share: number): number {
  // Whole numbers as keys come in ascending order, whatever the order they were added in.
  const buckets = Object.entries(histogram);
  const total = buckets.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [bucket, count] of buckets) {
    seen += count;
    if (seen >= share * total) return LEAST_MS * GROWTH ** Number(bucket);
  }
  return Infinity;
}
