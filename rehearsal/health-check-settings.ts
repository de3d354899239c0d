import type { DeploymentClock } from "./deployment-clock.ts";
import type { HealthCheckSettings } from "./elb/health-check.ts";

/** What one rehearsal's health check depends on. */
export interface HealthCheckNeeds {
  readonly path: string;
  readonly matcher: string;
  /** How many targets are checked at most, in all target groups. */
  readonly targets: number;
}

/** Health checks a wall second, over all targets: what leaves a small machine time for the deployment itself. */
const CHECKS_A_SECOND = 200;
const SHORTEST_INTERVAL_SECONDS = 10;
/** AWS's own limit. */
const LONGEST_INTERVAL_SECONDS = 300;

/**
 * As AWS's own defaults for a target group of IP addresses are, but for the interval: 10 s in place of 30 s, and longer
 * where many targets or a fast clock would make the load balancer check without pause.
 */
export function healthCheckSettings(
  { path, matcher, targets }: HealthCheckNeeds,
  clock: DeploymentClock,
): HealthCheckSettings {
  const bearable = Math.ceil((targets / CHECKS_A_SECOND) * clock.scale);
  return {
    protocol: "HTTP",
    port: "traffic-port",
    path,
    matcher,
    intervalSeconds: Math.min(LONGEST_INTERVAL_SECONDS, Math.max(SHORTEST_INTERVAL_SECONDS, bearable)),
    timeoutSeconds: 5,
    healthyThreshold: 5,
    unhealthyThreshold: 2,
  };
}
