import type { MetricDataResult } from "@aws-sdk/client-cloudwatch";

/** What CloudWatch has of one query. */
export interface MetricSeries {
  /** The values by the beginning of their period, as milliseconds of the epoch. A period without data is not among them. */
  readonly values: ReadonlyMap<number, number>;
  /** Why it may lack values that are there, or cannot be read at all; undefined for a whole series. */
  readonly problem: string | undefined;
}

/** The periods in question, as milliseconds of the epoch. */
export interface TimeRange {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

export const NO_SERIES: MetricSeries = { values: new Map(), problem: "CloudWatch answered without this series" };

/**
 * The series of one id, out of its results on all pages. What cannot be right (a value that is no number, times and values
 * that do not pair, several series for one query) is a problem, and nothing is made of it.
 */
export function readSeries(results: readonly MetricDataResult[], { from, to }: TimeRange): MetricSeries {
  const last = results.at(-1);
  if (!last) return NO_SERIES;
  const values = new Map<number, number>();
  if (new Set(results.map(({ Label }) => Label)).size > 1) {
    return broken("CloudWatch answered with several series: expected one, such as SUM(SEARCH(…))");
  }
  for (const { Timestamps = [], Values = [] } of results) {
    if (Timestamps.length !== Values.length)
      return broken("CloudWatch answered with times and values that do not pair");
    for (const [index, timestamp] of Timestamps.entries()) {
      const at = timestamp.getTime();
      const value = Values[index] ?? Number.NaN;
      if (!Number.isFinite(at) || !Number.isFinite(value))
        return broken("CloudWatch answered with a value that is no number");
      // What was not asked for counts for nothing.
      if (at >= from && at < to) values.set(at, value);
    }
  }
  return { values, problem: last.StatusCode === "Complete" ? undefined : describeStatus(last) };
}

function broken(problem: string): MetricSeries {
  return { values: new Map(), problem };
}

function describeStatus({ StatusCode, Messages = [] }: MetricDataResult): string {
  const words = Messages.map(({ Code, Value }) => [Code, Value].filter(Boolean).join(": ")).join("; ");
  return `CloudWatch answered with status ${StatusCode ?? "(none)"}${words === "" ? "" : ` (${words.slice(0, 300)})`}`;
}
