import type { InstalledDeployment } from "../deployment/deployment.ts";
import { decidesAfterShift } from "../configuration/decides-after-shift.ts";
import { oneLine } from "../probe/printable.ts";
import type { Check, CheckContext, CheckResult } from "./check.ts";
import { combineResults } from "./metrics/combine-results.ts";
import { LEAST_BEFORE, LOOK_AT_NAMES, type MetricSetting } from "./metrics/metric-setting.ts";
import { placeholdersOf, readMetric } from "./metrics/read-metric.ts";
import { count } from "./sentence-parts.ts";
import { describeTimes, periodsUntil } from "./watch/periods.ts";

/**
 * CloudWatch has something of each metric by which green is to be judged: a name with a mistake in it would come up only after the
 * shift, with customers on green. It is asked for what it has of blue.
 */
export const metricsHaveData: Check<InstalledDeployment> = {
  name: "metrics-have-data",
  run: async (context, signal) => {
    const { metrics } = context.configuration;
    if (metrics.length === 0) return notApplicable("hooks.config.ts names no metrics");
    if (!decidesAfterShift(context.configuration, "metrics-hold")) {
      return notApplicable("metrics-hold decides nothing after the shift");
    }
    return combineResults(await Promise.all(metrics.map((metric) => lookAt(metric, context, signal))));
  },
};

function notApplicable(why: string): CheckResult {
  return { verdict: "passed", notApplicable: true, reason: `Not applicable: ${why}.` };
}

async function lookAt(
  metric: MetricSetting,
  { deployment, clients, configuration }: CheckContext<InstalledDeployment>,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { customers } = configuration;
  const length = metric.period ?? customers.period;
  // What is counted later is not missing.
  const starts = periodsUntil(Date.now() - customers.delay, customers.before, length);
  const series = await readMetric(clients, metric, placeholdersOf(deployment, "before"), starts, length, signal);
  const named = `Metric ${JSON.stringify(metric.name)}`;
  if (series.problem !== undefined) {
    return { verdict: "inconclusive", reason: `${named} could not be read whole: ${oneLine(series.problem)}.` };
  }
  const values = starts.filter((at) => series.values.has(at)).length;
  const where = `${count(starts.length, "period")} from ${describeTimes(starts, length)}`;
  if (values === 0 && metric.missing === "zero") {
    return { verdict: "passed", reason: `${named} has no value for ${where}, and each counts as 0 (missing: "zero").` };
  }
  const least = metric.tolerance === undefined || metric.missing === "zero" ? 1 : LEAST_BEFORE;
  if (values >= least) return { verdict: "passed", reason: `${named} has a value for ${values} of ${where}.` };
  if (values > 0) {
    return {
      verdict: "inconclusive",
      reason:
        `${named}: expected ${least} values of blue's at least, for green to be compared with (tolerance), observed ${values} for ${where}. ` +
        'Wait until there are more, raise customers.before, or say missing: "zero" where no value means 0.',
    };
  }
  return {
    verdict: "inconclusive",
    reason: `${named}: expected CloudWatch to have a value of blue's by now, observed none for ${where}. Green could not be judged by it after the shift. ${LOOK_AT_NAMES}`,
  };
}
