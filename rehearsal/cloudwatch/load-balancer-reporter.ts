import type { TargetGroup } from "../elb/target-group.ts";
import type { Dimension } from "./metric.ts";
import type { MetricStore } from "./metric-store.ts";
import type { ReportingDelay } from "./reporting-delay.ts";

export interface ReporterOptions {
  readonly store: MetricStore;
  readonly loadBalancerArn: string;
  /** CloudWatch's minute in wall milliseconds. */
  readonly minuteMs: number;
  /** Wall milliseconds that so many seconds of deployment time take. */
  readonly wallMs: (seconds: number) => number;
  readonly delay: ReportingDelay;
}

/** Whom a value belongs to. */
export interface MetricTargets {
  readonly targetGroup: TargetGroup | undefined;
  readonly zone: string | undefined;
}

const BALANCER = ["LoadBalancer"] as const;
const BALANCER_ZONE = ["AvailabilityZone", "LoadBalancer"] as const;
const GROUP = ["TargetGroup", "LoadBalancer"] as const;
const GROUP_ZONE = ["TargetGroup", "AvailabilityZone", "LoadBalancer"] as const;

/** As the user guide lists the dimensions of each metric. Counts per zone and their totals are measured apart. */
const SCOPES = {
  balancer: [BALANCER, BALANCER_ZONE],
  all: [BALANCER, BALANCER_ZONE, GROUP, GROUP_ZONE],
  groupTotal: [GROUP],
  groupZone: [GROUP_ZONE],
  perTarget: [["TargetGroup"], GROUP],
  perTargetZone: [["TargetGroup", "AvailabilityZone"], GROUP_ZONE],
} as const;

export type MetricScope = keyof typeof SCOPES;

/** Puts the load balancer's values into CloudWatch, each under its dimensions and with its delay. */
export class LoadBalancerReporter {
  readonly #options: ReporterOptions;
  /** "The final portion of the load balancer ARN": `app/NAME/HASH`. */
  readonly #loadBalancer: string;

  constructor(options: ReporterOptions) {
    this.#options = options;
    this.#loadBalancer = options.loadBalancerArn.replace(/^.*:loadbalancer\//, "");
  }

  /** The beginning of CloudWatch's minute. */
  minuteOf(timeMs: number): number {
    return timeMs - (timeMs % this.#options.minuteMs);
  }

  report(
    metricName: string,
    scope: MetricScope,
    { targetGroup, zone }: MetricTargets,
    value: number,
    unit: string,
    timeMs: number,
  ): void {
    const { store, minuteMs, wallMs, delay } = this.#options;
    const group = targetGroup?.arn.replace(/^.*:(?=targetgroup\/)/, "");
    const timestampMs = this.minuteOf(timeMs);
    const delaySeconds = delay({ metricName, targetGroup: group, zone, timestampMs });
    if (delaySeconds === undefined) return;
    const visibleAtMs = timestampMs + minuteMs + wallMs(delaySeconds);
    const values = { TargetGroup: group, AvailabilityZone: zone, LoadBalancer: this.#loadBalancer };
    for (const names of SCOPES[scope]) {
      const dimensions = names.flatMap((name): readonly Dimension[] => {
        const dimension = values[name];
        return dimension === undefined ? [] : [{ name, value: dimension }];
      });
      // A request for which no target was chosen has neither a target group nor a zone.
      if (dimensions.length < names.length) continue;
      const metric = { namespace: "AWS/ApplicationELB", name: metricName, dimensions };
      store.put(metric, { timestampMs, visibleAtMs, unit, value });
    }
  }
}
