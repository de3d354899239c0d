import { createDeploymentClock, type DeploymentClock } from "./deployment-clock.ts";

/**
 * The least wall seconds for the hour of a hook. A function, which may use three quarters of it, then has 120 s: for a
 * cold start, 30 s of warm-up, 60 s of probing (the defaults of `hooks.config.ts`), and its report.
 */
const SHORTEST_HOUR_SECONDS = 160;

/**
 * The clock of the hour that CodeDeploy gives a hook. It goes as fast as the deployment's and no faster than functions can
 * follow: they probe in real time, so that on a faster clock a healthy release would be blocked for want of time.
 * @param scale as of the deployment's clock
 */
export function createHookClock(scale: number): DeploymentClock {
  return createDeploymentClock(Math.min(scale, 3600 / SHORTEST_HOUR_SECONDS));
}
