import type { HealthCheckOutcome, HealthCheckSettings } from "./health-check.ts";
import { HEALTHY, INITIAL_HEALTH_CHECKING, type TargetHealth } from "./target-health.ts";

/** Health of a target with the run of equal outcomes that led to it. */
export interface HealthStanding {
  readonly health: TargetHealth;
  readonly passesInARow: number;
  readonly failuresInARow: number;
}

/** A target that no check has judged yet. */
export const UNJUDGED: HealthStanding = { health: INITIAL_HEALTH_CHECKING, passesInARow: 0, failuresInARow: 0 };

/**
 * The standing of a target after one more check. As on an Application Load Balancer one pass makes a new target healthy;
 * every other change of state needs its threshold of equal outcomes in a row.
 */
export function judgeCheck(
  before: HealthStanding,
  outcome: HealthCheckOutcome,
  thresholds: Pick<HealthCheckSettings, "healthyThreshold" | "unhealthyThreshold">,
): HealthStanding {
  if (outcome.ok) {
    const passesInARow = before.passesInARow + 1;
    const needed = before.health.state === "initial" ? 1 : thresholds.healthyThreshold;
    return { health: passesInARow >= needed ? HEALTHY : before.health, passesInARow, failuresInARow: 0 };
  }
  const failuresInARow = before.failuresInARow + 1;
  // A target that is unhealthy already takes the reason of its latest failure, which may be a new one.
  const unhealthy = before.health.state === "unhealthy" || failuresInARow >= thresholds.unhealthyThreshold;
  return { health: unhealthy ? outcome.health : before.health, passesInARow: 0, failuresInARow };
}
