import type { AnswerRecord } from "../elb/load-balancer.ts";
import type { MetricScope } from "./load-balancer-reporter.ts";

/** One value that a request adds to a metric. */
export interface RequestCount {
  readonly name: string;
  readonly value: number;
  readonly unit: "Count" | "Seconds";
  readonly scope: MetricScope;
}

/**
 * What one request adds to which metrics. Each count is one value of 1, so that "Minimum, Maximum, and Average all return 1";
 * nothing adds a zero: a metric that is reported where "there is a nonzero value" has no data point otherwise. The guide now
 * says of HTTPCode_Target_* that they are "reported if there are registered targets"; for years it said as here, and a
 * reader that can do without the zero can do with it.
 */
export function requestCounts({
  target,
  status,
  targetStatus,
  targetSeconds,
  isConnectionError,
}: AnswerRecord): readonly RequestCount[] {
  const one = (name: string, scope: MetricScope): RequestCount => ({ name, value: 1, unit: "Count", scope });
  const counts: RequestCount[] = [];
  // "Only incremented for requests where the load balancer node was able to choose a target."
  if (target !== undefined) counts.push(one("RequestCount", "all"));
  if (targetStatus !== undefined) {
    counts.push(one(`HTTPCode_Target_${Math.floor(targetStatus / 100)}XX_Count`, "all"));
  } else if (status >= 500) {
    counts.push(one("HTTPCode_ELB_5XX_Count", "balancer"), one(`HTTPCode_ELB_${status}_Count`, "balancer"));
  } else {
    counts.push(one("HTTPCode_ELB_4XX_Count", "balancer"));
  }
  if (isConnectionError) counts.push(one("TargetConnectionErrorCount", "all"));
  if (targetSeconds !== undefined) {
    counts.push({ name: "TargetResponseTime", value: targetSeconds, unit: "Seconds", scope: "all" });
  }
  return counts;
}
