import * as v from "valibot";
import { parseDuration, type Duration } from "../probe/duration.ts";

/** What CloudWatch can sum up by: API reference, GetMetricData, `Period`. */
const SHORT_PERIODS_MS = new Set([1_000, 5_000, 10_000, 20_000, 30_000]);
const MINUTE_MS = 60_000;

function isPeriod(input: unknown): boolean {
  const period = typeof input === "string" ? parseDuration(input) : undefined;
  return period !== undefined && (SHORT_PERIODS_MS.has(period) || period % MINUTE_MS === 0);
}

/** The length of a period of CloudWatch's, read as milliseconds. */
export const periodSchema = v.pipe(
  v.custom<Duration>(
    isPeriod,
    ({ received }) => `expected "1s", "5s", "10s", "20s", "30s" or whole minutes such as "60s", received ${received}`,
  ),
  v.transform((text) => parseDuration(text) ?? 0),
);
