import type { Sample } from "./samples.ts";
import { parseTrimmed } from "./trimmed-statistic.ts";

/** Makes one value of the samples of a period, the smallest first; undefined where they have none, or where there is no sample. */
export type Statistic = (samples: readonly Sample[]) => number | undefined;

const sampleCount = (samples: readonly Sample[]): number => samples.reduce((total, { count }) => total + count, 0);
const sum = (samples: readonly Sample[]): number =>
  samples.reduce((total, { value, count }) => total + value * count, 0);

const SIMPLE: ReadonlyMap<string, Statistic> = new Map<string, Statistic>([
  ["SampleCount", sampleCount],
  ["Sum", sum],
  ["Average", (samples) => sum(samples) / sampleCount(samples)],
  ["Minimum", (samples) => samples[0]?.value],
  ["Maximum", (samples) => samples.at(-1)?.value],
]);

const PERCENTILE = /^p(\d{1,3}(?:\.\d{1,10})?)$/i;

/**
 * A statistic by its name ("CloudWatch statistics definitions"): SampleCount, Sum, Average, Minimum, Maximum, `p95`, `tm90`,
 * `tc90`, `ts90`, IQM, and `TM(10%:90%)` or `TM(0.1:0.5)` and the like. Undefined for any other: winsorized means and
 * percentile ranks are not there.
 */
export function parseStatistic(name: string): Statistic | undefined {
  const statistic = SIMPLE.get(name) ?? parsePercentile(name) ?? parseTrimmed(name);
  return statistic && ((samples) => (samples.length === 0 ? undefined : statistic(samples)));
}

/** The nearest rank. CloudWatch's own way is not documented; its percentiles are approximations. */
function parsePercentile(name: string): Statistic | undefined {
  const [, percent] = PERCENTILE.exec(name) ?? [];
  if (percent === undefined || Number(percent) > 100) return undefined;
  return (samples) => {
    // "Percentile statistics are not available for metrics when any of the metric values are negative numbers."
    if ((samples[0]?.value ?? 0) < 0) return undefined;
    const rank = (Number(percent) / 100) * sampleCount(samples);
    let seen = 0;
    return samples.find(({ count }) => (seen += count) >= rank)?.value;
  };
}
