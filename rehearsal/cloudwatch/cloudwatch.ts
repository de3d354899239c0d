import { LOAD_BALANCER_ARN, ZONES } from "../account.ts";
import type { Alarm } from "../codedeploy/deployment-group.ts";
import type { DeploymentClock } from "../deployment-clock.ts";
import type { AnswerRecord } from "../elb/load-balancer.ts";
import type { TargetGroup } from "../elb/target-group.ts";
import { LoadBalancerMetrics } from "./load-balancer-metrics.ts";
import { metricMinuteSeconds } from "./metric-minute.ts";
import { MetricStore } from "./metric-store.ts";
import { delayByZone, type ReportingDelay } from "./reporting-delay.ts";
import { watchAlarms } from "./watch-alarms.ts";

/** CloudWatch with the metrics of one load balancer. */
export interface CloudWatch {
  readonly store: MetricStore;
  /** CloudWatch's minute in wall milliseconds. */
  readonly minuteMs: number;
  /** Counts one request. */
  readonly record: (answer: AnswerRecord) => void;
  /** Begins to look at target groups and alarms, until it is disposed of. */
  readonly start: (groups: () => readonly TargetGroup[], alarms: readonly Alarm[]) => AsyncDisposable;
}

/** @param delay when what was measured arrives; a part after half a minute, all of it after one, where nothing is said */
export function createCloudWatch(clock: DeploymentClock, delay: ReportingDelay = delayByZone(ZONES)): CloudWatch {
  const store = new MetricStore();
  const minuteMs = metricMinuteSeconds(clock) * 1000;
  const wallMs = (seconds: number): number => clock.wallMs(seconds);
  const metrics = new LoadBalancerMetrics({ store, loadBalancerArn: LOAD_BALANCER_ARN, minuteMs, wallMs, delay });
  return {
    store,
    minuteMs,
    record: (answer) => metrics.record(answer),
    start: (groups, alarms) => {
      const ending = new AbortController();
      const watching = Promise.all([
        metrics.watch(groups, ending.signal),
        watchAlarms(alarms, store, minuteMs, ending.signal),
      ]);
      return {
        [Symbol.asyncDispose]: async () => {
          ending.abort();
          await watching;
        },
      };
    },
  };
}
