import type { AnswerRecord } from "../elb/load-balancer.ts";
import type { TargetGroup } from "../elb/target-group.ts";
import { LoadBalancerReporter, type MetricTargets, type ReporterOptions } from "./load-balancer-reporter.ts";
import { repeatEvery } from "./repeat-every.ts";
import { requestCounts } from "./request-counts.ts";

/** How often a minute the load balancer looks at the health of its targets. */
const LOOKS_A_MINUTE = 4;

/** The requests to one target group in one minute, by zone. */
type GroupCounts = Map<string, number>;

/**
 * The namespace AWS/ApplicationELB, from what really happened: names, dimensions and when a value is reported at all, as
 * "CloudWatch metrics for your Application Load Balancer" has them. Its nodes are not there: a request belongs to the zone of
 * the target that was chosen, and one for which there was no target to none.
 */
export class LoadBalancerMetrics {
  readonly #options: ReporterOptions;
  readonly #reporter: LoadBalancerReporter;
  /** Requests in the minutes that are not over, by the beginning of the minute. */
  readonly #minutes = new Map<number, Map<TargetGroup, GroupCounts>>();

  constructor(options: ReporterOptions) {
    this.#options = options;
    this.#reporter = new LoadBalancerReporter(options);
  }

  /** Counts one request, at the moment of its answer. */
  record(answer: AnswerRecord, nowMs = Date.now()): void {
    const { targetGroup, target } = answer;
    const zone = target?.availabilityZone;
    const targets: MetricTargets = { targetGroup: target && targetGroup, zone };
    for (const { name, value, unit, scope } of requestCounts(answer)) {
      this.#reporter.report(name, scope, targets, value, unit, nowMs);
    }
    const groups = this.#groupsOf(nowMs);
    if (!targetGroup || zone === undefined) return;
    const counts = groups.get(targetGroup) ?? new Map<string, number>();
    groups.set(targetGroup, counts);
    counts.set(zone, (counts.get(zone) ?? 0) + 1);
  }

  /** Looks at the targets, and reports for the minutes that are over. */
  look(groups: readonly TargetGroup[], nowMs = Date.now()): void {
    const used = groups.filter(({ inUse }) => inUse);
    for (const group of used) this.#reportHealth(group, nowMs);
    for (const [minute, counts] of this.#minutes) {
      if (minute + this.#options.minuteMs > nowMs) continue;
      this.#minutes.delete(minute);
      for (const group of used) this.#closeMinute(group, counts.get(group) ?? new Map(), minute);
    }
  }

  /** Looks again and again until it is aborted. */
  async watch(groups: () => readonly TargetGroup[], signal: AbortSignal): Promise<void> {
    await repeatEvery(this.#options.minuteMs / LOOKS_A_MINUTE, () => this.look(groups()), signal);
  }

  #groupsOf(nowMs: number): Map<TargetGroup, GroupCounts> {
    const minute = this.#reporter.minuteOf(nowMs);
    const groups = this.#minutes.get(minute) ?? new Map<TargetGroup, GroupCounts>();
    this.#minutes.set(minute, groups);
    return groups;
  }

  /** A target that is new or draining counts as neither: AWS says so of draining ones only. */
  #reportHealth(targetGroup: TargetGroup, nowMs: number): void {
    const targets = targetGroup.targets().filter(({ health }) => health.state !== "draining");
    if (targets.length === 0) return;
    for (const zone of [undefined, ...new Set(targets.map(({ availabilityZone }) => availabilityZone))]) {
      const here = targets.filter(({ availabilityZone }) => zone === undefined || availabilityZone === zone);
      const scope = zone === undefined ? "groupTotal" : "groupZone";
      const counted = (state: string): number => here.filter(({ health }) => health.state === state).length;
      const place = { targetGroup, zone };
      this.#reporter.report("HealthyHostCount", scope, place, counted("healthy"), "Count", nowMs);
      this.#reporter.report("UnHealthyHostCount", scope, place, counted("unhealthy"), "Count", nowMs);
    }
  }

  /** Only for minutes in which there were requests at all: the load balancer reports "only when requests are flowing". */
  #closeMinute(targetGroup: TargetGroup, counts: GroupCounts, minute: number): void {
    const targets = targetGroup.targets().filter(({ health }) => health.state !== "draining");
    if (targets.length === 0) return;
    if (counts.size === 0) {
      // "Reported if there are registered targets": here a zero is a value.
      this.#reporter.report("RequestCount", "groupTotal", { targetGroup, zone: undefined }, 0, "Count", minute);
    }
    for (const zone of [undefined, ...new Set(targets.map(({ availabilityZone }) => availabilityZone))]) {
      const here = targets.filter(({ availabilityZone }) => zone === undefined || availabilityZone === zone);
      const healthy = here.filter(({ health }) => health.state === "healthy");
      const requests =
        zone === undefined ? [...counts.values()].reduce((sum, each) => sum + each, 0) : (counts.get(zone) ?? 0);
      const perTarget = requests / (healthy.length || here.length);
      const scope = zone === undefined ? "perTarget" : "perTargetZone";
      this.#reporter.report("RequestCountPerTarget", scope, { targetGroup, zone }, perTarget, "None", minute);
    }
  }
}
