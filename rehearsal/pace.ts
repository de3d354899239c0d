import { metricMinuteSeconds } from "./cloudwatch/metric-minute.ts";
import type { DeploymentClock } from "./deployment-clock.ts";
import { createHookClock } from "./hook-clock.ts";

/** How much faster than the wall clock a rehearsal's waits pass. */
export interface Pace {
  /** Of the hour that CodeDeploy gives a hook, of which the bake is a part. */
  readonly hook: number;
  /** Of the minutes of CloudWatch. */
  readonly metrics: number;
}

/** That of a rehearsal on this clock. */
export function createPace(clock: DeploymentClock): Pace {
  return { hook: createHookClock(clock.scale).scale, metrics: 60 / metricMinuteSeconds(clock) };
}
