import type { DeploymentClock } from "../deployment-clock.ts";

/** The periods below a minute that CloudWatch has, and the minute, in seconds. */
export const CLOUDWATCH_PERIODS = [1, 5, 10, 20, 30, 60];

/**
 * CloudWatch's minute in wall seconds. Functions and services ask for metrics by the wall clock, with a period that
 * CloudWatch knows: so the load balancer reports at the shortest such period that is a minute of deployment time or more,
 * as if its metrics were of high resolution. 60 s on a clock of scale 1, 1 s from scale 60 on.
 */
export function metricMinuteSeconds({ wallMs }: Pick<DeploymentClock, "wallMs">): number {
  const minute = wallMs(60) / 1000;
  return CLOUDWATCH_PERIODS.find((period) => period >= minute) ?? 60;
}
