import * as v from "valibot";
import type { InstalledDeployment } from "../deployment/deployment.ts";
import { watchMetrics, type MetricsState } from "./metrics/watch-metrics.ts";
import { resumable } from "./resumable-check.ts";
import { CLOCK } from "./watch/clock.ts";
import { pendingOf, resultOf } from "./watch/watched.ts";

/** The metrics that the configuration names are within their limits, and no worse than before the shift. */
export const metricsHold = resumable<InstalledDeployment, MetricsState>({
  name: "metrics-hold",
  state: v.strictObject({ held: v.record(v.string(), v.string()) }),
  run: async (context, state, signal) => pendingOf(await watchMetrics(context, state, CLOCK, signal)),
  settle: async (context, state, signal) => resultOf(await watchMetrics(context, state, CLOCK, signal, CLOCK.now())),
});
