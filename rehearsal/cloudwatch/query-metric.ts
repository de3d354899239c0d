import type { Metric } from "./metric.ts";
import type { MetricStore } from "./metric-store.ts";
import { Samples } from "./samples.ts";
import type { Statistic } from "./statistic.ts";
import type { TimeSeries } from "./time-series.ts";

/** A metric with the statistic that is wanted of it. */
export interface MetricStat {
  readonly metric: Metric;
  readonly statistic: Statistic;
  readonly periodMs: number;
  readonly unit: string | undefined;
}

/** From when to when, as it was asked for, and when that was. */
export interface QueryRange {
  readonly startMs: number;
  /** Exclusive. */
  readonly endMs: number;
  readonly nowMs: number;
}

/**
 * One value a period, where there is one. A last period that is not over has what has come so far: "results include data
 * points up to the specified time stamp".
 */
export function queryMetric(
  { metric, statistic, periodMs, unit }: MetricStat,
  { startMs, endMs, nowMs }: QueryRange,
  store: MetricStore,
): TimeSeries {
  const fromMs = roundDown(startMs, periodMs);
  const periods = new Map<number, Samples>();
  for (const [timestampMs, samples] of store.samples(metric, { fromMs, toMs: endMs, nowMs, unit })) {
    const period = timestampMs - ((timestampMs - fromMs) % periodMs);
    const collected = periods.get(period) ?? new Samples();
    periods.set(period, collected);
    collected.addAll(samples);
  }
  const points = [...periods]
    .toSorted(([left], [right]) => left - right)
    .flatMap(([timestampMs, samples]): [number, number][] => {
      const value = statistic(samples.ascending());
      return value === undefined ? [] : [[timestampMs, value]];
    });
  return { periodMs, fromMs, toMs: endMs, points: new Map(points) };
}

/**
 * To the whole minute, or to the division of a minute that a shorter period is (API reference, GetMetricData, StartTime).
 * Periods are counted from there.
 */
function roundDown(timestampMs: number, periodMs: number): number {
  return timestampMs - (timestampMs % Math.min(periodMs, 60_000));
}
