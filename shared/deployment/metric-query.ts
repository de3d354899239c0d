import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";

/** A metric of CloudWatch and what is made of the values of each period. */
export interface Metric {
  /** `AWS/ApplicationELB` */
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** `Sum`, `Average`, `SampleCount`, `p95` and the like. */
  readonly statistic: string;
}

/** One series to be read: of a metric, or of a metric math expression over the ids of others. */
export interface MetricQuery {
  /** Begins with a small letter; letters, digits and `_`. */
  readonly id: string;
  readonly of: Metric | { readonly expression: string };
  /** Milliseconds: 1, 5, 10, 20 or 30 s, or whole minutes. */
  readonly period: number;
  /** Whether it is only there for an expression. Default: false. */
  readonly hidden?: boolean;
}

export function toDataQuery({ id, of, period, hidden = false }: MetricQuery): MetricDataQuery {
  const seconds = Math.max(1, Math.round(period / 1000));
  if ("expression" in of) return { Id: id, Expression: of.expression, Period: seconds, ReturnData: !hidden };
  const Dimensions = Object.entries(of.dimensions).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: of.namespace, MetricName: of.name, Dimensions };
  return { Id: id, MetricStat: { Metric, Period: seconds, Stat: of.statistic }, ReturnData: !hidden };
}
