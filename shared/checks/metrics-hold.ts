import type { InstalledDeployment } from "../deployment/deployment.ts";
import type { Check } from "./check.ts";
import { watchMetrics } from "./metrics/watch-metrics.ts";
import { CLOCK } from "./watch/clock.ts";
import { resultOf } from "./watch/watched.ts";

/** The metrics that the configuration names are within their limits, and no worse than before the shift. */
export const metricsHold: Check<InstalledDeployment> = {
  name: "metrics-hold",
  run: async (context, signal) => resultOf(await watchMetrics(context, undefined, CLOCK, signal)),
};
