import type { Configuration } from "../../configuration/schema.ts";

/** A metric that the configuration names. */
export type MetricSetting = Configuration["metrics"][number];
