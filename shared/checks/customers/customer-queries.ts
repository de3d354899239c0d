import type { Metric, MetricQuery } from "../../deployment/metric-query.ts";

const NAMESPACE = "AWS/ApplicationELB";

/** What CloudWatch calls whom the metrics are of. */
export interface CustomerDimensions {
  readonly loadBalancer: string;
  readonly green: string;
  readonly blue: string;
}

/**
 * What is read of a target group, and whether CloudWatch publishes nothing where there is nothing to count ("Reported if there
 * is a nonzero value", User Guide for Application Load Balancers).
 */
const OF_TARGET_GROUP = {
  requests: { name: "RequestCount", statistic: "Sum" },
  fiveHundreds: { name: "HTTPCode_Target_5XX_Count", statistic: "Sum" },
  unconnected: { name: "TargetConnectionErrorCount", statistic: "Sum" },
  // Published while there are targets, whether or not anybody asks them: it tells no traffic from no data.
  hosts: { name: "HealthyHostCount", statistic: "Maximum" },
  answers: { name: "TargetResponseTime", statistic: "SampleCount" },
  p95: { name: "TargetResponseTime", statistic: "p95" },
  p99: { name: "TargetResponseTime", statistic: "p99" },
} as const;

/** One series of a target group. */
export type CustomerSeries = keyof typeof OF_TARGET_GROUP;
export type Colour = "green" | "blue";

/** The id of the load balancer's own 5xx: answers that no target gave. */
export const LOAD_BALANCER_5XX = "elb5xx";

export function seriesId(colour: Colour, series: CustomerSeries): string {
  return `${colour}_${series}`;
}

export function customerQueries(dimensions: CustomerDimensions, period: number): readonly MetricQuery[] {
  const { loadBalancer } = dimensions;
  const own: Metric = {
    namespace: NAMESPACE,
    name: "HTTPCode_ELB_5XX_Count",
    dimensions: { LoadBalancer: loadBalancer },
    statistic: "Sum",
  };
  const names = Object.keys(OF_TARGET_GROUP) as CustomerSeries[];
  const ofGroups = (["green", "blue"] as const).flatMap((colour) => {
    return names.map((series): MetricQuery => {
      const of = { LoadBalancer: loadBalancer, TargetGroup: dimensions[colour] };
      return {
        id: seriesId(colour, series),
        of: { namespace: NAMESPACE, dimensions: of, ...OF_TARGET_GROUP[series] },
        period,
      };
    });
  });
  return [...ofGroups, { id: LOAD_BALANCER_5XX, of: own, period }];
}
