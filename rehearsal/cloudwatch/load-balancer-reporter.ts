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

/** A set of dimensions under which AWS publishes a metric: letters for TargetGroup, AvailabilityZone, LoadBalancer. */
type Combination = "L" | "AL" | "TL" | "TAL" | "T" | "TA";

/** As the user guide lists the dimensions of each metric. Counts per zone and their totals are measured apart. */
const SCOPES = {
  balancer: ["L", "AL"],
  all: ["L", "AL", "TL", "TAL"],
  groupTotal: ["TL"],
  groupZone: ["TAL"],
  perTarget: ["T", "TL"],
  perTargetZone: ["TA", "TAL"],
} as const satisfies Readonly<Record<string, readonly Combination[]>>;

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
    for (const combination of SCOPES[scope]) {
      const dimensions = this.#dimensions(combination, group, zone);
      if (dimensions === undefined) continue;
      const metric = { namespace: "AWS/ApplicationELB", name: metricName, dimensions };
      store.put(metric, { timestampMs, visibleAtMs, unit, value });
    }
  }

  /** Undefined where the value has no such dimension: no target was chosen. */
  #dimensions(
    combination: Combination,
    group: string | undefined,
    zone: string | undefined,
  ): readonly Dimension[] | undefined {
    const values = new Map([
      ["T", { name: "TargetGroup", value: group }],
      ["A", { name: "AvailabilityZone", value: zone }],
      ["L", { name: "LoadBalancer", value: this.#loadBalancer }],
    ]);
    const dimensions = [...combination].flatMap((letter) => {
      const { name = "", value } = values.get(letter) ?? {};
      return value === undefined ? [] : [{ name, value }];
    });
    return dimensions.length === combination.length ? dimensions : undefined;
  }
}
