import type { Configuration } from "../../configuration/schema.ts";

/** A metric that the configuration names. */
export type MetricSetting = Configuration["metrics"][number];

/** Periods of before without which nothing is compared: with fewer, noise alone cannot be ruled out in three. */
export const LEAST_BEFORE = 10;

/** What to do about a metric of which CloudWatch has nothing. */
export const LOOK_AT_NAMES =
  'Look at its namespace, name and dimensions in hooks.config.ts; where it is published only if there is something to count, say missing: "zero".';
