import type { DeploymentClock } from "../deployment-clock.ts";
import { trafficShifts } from "./deployment-config.ts";
import type { DeploymentGroup } from "./deployment-group.ts";
import { serviceNotSteady } from "./deployment-stop.ts";
import type { RehearsedDeployment } from "./deployment.ts";
import type { DeploymentWork } from "./run-lifecycle.ts";

/** "Traffic will continue to shift for 5 minutes" after a scaling event (ECS developer guide, "Blue/Green deployment"). */
const UNSTEADY_LIMIT_MINUTES = 5;
const LOOK_SECONDS = 20;

/**
 * Shifts the production traffic as the deployment's configuration says: the weights of both target groups always make 100
 * (observed on AWS). Only with the last shift does green become PRIMARY. No hook is called between the shifts.
 * @throws {DeploymentFailure} where a task set is not in its steady state for five minutes between two shifts
 */
export async function shiftTraffic(
  deployment: RehearsedDeployment,
  { group, clock, onShift }: Pick<DeploymentWork, "group" | "clock" | "onShift">,
  signal: AbortSignal,
): Promise<void> {
  for (const { afterMinutes, greenPercentage } of trafficShifts(deployment.config)) {
    await waitWhileSteady(afterMinutes * 60, group, clock, signal);
    setWeights(group, greenPercentage);
    deployment.shifts.push({ at: new Date(), greenPercentage });
    onShift(deployment, greenPercentage);
  }
  for (const taskSet of group.cluster.taskSets) {
    taskSet.status = taskSet.options.externalId === deployment.id ? "PRIMARY" : "ACTIVE";
  }
}

/** Gives green so many per cent of the production traffic, and blue the rest. */
export function setWeights({ loadBalancer, targetGroups: { blue, green } }: DeploymentGroup, percentage: number): void {
  const forward = [
    { targetGroup: blue, weight: 100 - percentage },
    { targetGroup: green, weight: percentage },
  ];
  loadBalancer.listeners.production.setForward(forward, "weighted");
}

async function waitWhileSteady(
  seconds: number,
  { cluster }: DeploymentGroup,
  clock: DeploymentClock,
  signal: AbortSignal,
): Promise<void> {
  let unsteadySeconds = 0;
  for (let left = seconds; left > 0; left -= LOOK_SECONDS) {
    const part = Math.min(left, LOOK_SECONDS);
    await clock.wait(part, signal);
    const isSteady = cluster.taskSets.every((taskSet) => taskSet.isSteady);
    unsteadySeconds = isSteady ? 0 : unsteadySeconds + part;
    if (unsteadySeconds >= UNSTEADY_LIMIT_MINUTES * 60) throw serviceNotSteady(UNSTEADY_LIMIT_MINUTES);
  }
}
