import { EXPRESSION_ID } from "../../configuration/metrics-schema.ts";
import type { AwsClients } from "../../deployment/aws-clients.ts";
import type { InstalledDeployment } from "../../deployment/deployment.ts";
import type { Metric, MetricQuery } from "../../deployment/metric-query.ts";
import { NO_SERIES, type MetricSeries } from "../../deployment/metric-series.ts";
import { getMetrics } from "../../deployment/metrics.ts";
import { loadBalancerDimension, targetGroupDimension } from "../watch/load-balancer-dimensions.ts";
import { rangeOf } from "../watch/periods.ts";
import type { MetricSetting } from "./metric-setting.ts";

/** What stands in place of `{{green.targetGroup}}` and the like. */
export type Placeholders = Readonly<Record<string, string>>;

/**
 * After the shift they are what they say. Before it green had no customers: there `{{green.targetGroup}}` is blue's, so that the same
 * query is about the version that served.
 */
export function placeholdersOf(deployment: InstalledDeployment, when: "before" | "after"): Placeholders {
  const green = targetGroupDimension(deployment.green.targetGroup);
  const blue = targetGroupDimension(deployment.blue.targetGroup);
  return {
    "green.targetGroup": when === "after" ? green : blue,
    "blue.targetGroup": blue,
    loadBalancer: loadBalancerDimension(deployment) ?? "",
  };
}

/** The values of one metric in the periods of `starts`. @throws {AwsCallError} */
export async function readMetric(
  clients: AwsClients,
  setting: MetricSetting,
  placeholders: Placeholders,
  starts: readonly number[],
  length: number,
  signal: AbortSignal,
): Promise<MetricSeries> {
  const series = await getMetrics(clients, queriesOf(setting, placeholders, length), rangeOf(starts, length), signal);
  return series.get(EXPRESSION_ID) ?? NO_SERIES;
}

export function queriesOf(setting: MetricSetting, placeholders: Placeholders, period: number): readonly MetricQuery[] {
  if ("metric" in setting) return [{ id: EXPRESSION_ID, of: fill(setting.metric, placeholders), period }];
  const parts = Object.entries(setting.metrics).map(([id, metric]) => {
    return { id, of: fill(metric, placeholders), period, hidden: true };
  });
  return [...parts, { id: EXPRESSION_ID, of: { expression: setting.expression }, period }];
}

function fill({ dimensions, ...metric }: Metric, placeholders: Placeholders): Metric {
  const filled = Object.entries(dimensions).map(([name, value]) => {
    return [name, value.replaceAll(/\{\{(.*?)\}\}/gu, (whole, key: string) => placeholders[key] ?? whole)];
  });
  return { ...metric, dimensions: Object.fromEntries(filled) };
}
