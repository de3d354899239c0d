import { atMostSuccesses } from "./binomial.ts";

/** A percentile, and what the samples prove of it. */
export interface Percentile {
  /** The sample that so many are no greater than (nearest rank). */
  readonly value: number;
  /** With the stated confidence the true percentile is no greater than this, one of the samples. */
  readonly atMost: number;
  readonly samples: number;
}

/**
 * How many samples it takes to say anything of a percentile: with fewer, the greatest of them is below the true percentile
 * too often. 90 for the 95th and 459 for the 99th at 99 % confidence.
 * @param share 0..1 exclusive: 0.99 for the 99th percentile
 */
export function samplesForPercentile(share: number, confidence: number): number {
  let samples = Math.max(1, Math.floor(Math.log1p(-confidence) / Math.log(share)));
  while (share ** samples > 1 - confidence) samples += 1;
  return samples;
}

/**
 * A percentile of `samples`, in any order and unit, if they can bear it; its upper limit is the order statistic that fewer of
 * the samples than its rank fall below with at least this confidence. Exact for any continuous distribution, and for a number
 * of samples that was not chosen by what they were.
 * @throws RangeError unless `share` and `confidence` are between 0 and 1
 */
export function percentile(samples: readonly number[], share: number, confidence: number): Percentile | undefined {
  if (!(share > 0 && share < 1 && confidence > 0 && confidence < 1)) {
    throw new RangeError(`expected a share and a confidence between 0 and 1, received ${share} and ${confidence}`);
  }
  const count = samples.length;
  if (count < samplesForPercentile(share, confidence)) return undefined;
  const sorted = Float64Array.from(samples).sort();
  let rank = Math.max(1, Math.ceil(share * count));
  const value = sorted[rank - 1];
  while (rank < count && atMostSuccesses(rank - 1, count, share) < confidence) rank += 1;
  const atMost = sorted[rank - 1];
  return value === undefined || atMost === undefined ? undefined : { value, atMost, samples: count };
}
