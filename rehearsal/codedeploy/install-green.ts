import { replacementNeverHealthy } from "./deployment-failure.ts";
import type { RehearsedDeployment } from "./deployment.ts";
import type { DeploymentWork } from "./run-lifecycle.ts";

/** 60 minutes for the replacement task set ("Troubleshoot issues with ECS deployments"). */
const INSTALL_LIMIT_SECONDS = 3600;
const LOOK_SECONDS = 5;

/**
 * Makes green's task set and waits for it. A canary or linear deployment waits for its targets' health, too: "health checks
 * are run in Install" ("Troubleshoot issues with ECS deployments"), for which its target group gets weight 0 on the
 * production listener. All at once, AWS does not look, and the target group is attached at AllowTestTraffic.
 * @throws {DeploymentFailure}
 */
export async function installGreen(
  deployment: RehearsedDeployment,
  { group, clock }: Pick<DeploymentWork, "group" | "clock">,
  signal: AbortSignal,
): Promise<void> {
  const { blue, green } = group.targetGroups;
  const looksAtHealth = deployment.config.routing.type !== "AllAtOnce";
  if (looksAtHealth) {
    const forward = [
      { targetGroup: blue, weight: 100 },
      { targetGroup: green, weight: 0 },
    ];
    group.loadBalancer.listeners.production.setForward(forward, "weighted");
  }
  const taskSet = group.cluster.createTaskSet({
    externalId: deployment.id,
    definition: group.definitions.green,
    // 100 % of what the service wants by now; of one whose blue is gone, what it wanted.
    desiredCount: group.cluster.desiredCount || group.desiredCount,
    targetGroup: green,
  });
  const isHealthyEnough = (): boolean => {
    if (!looksAtHealth) return true;
    return green.targets().filter(({ health }) => health.state === "healthy").length >= taskSet.desiredCount;
  };
  const limit = AbortSignal.timeout(clock.wallMs(INSTALL_LIMIT_SECONDS));
  const either = AbortSignal.any([signal, limit]);
  try {
    await taskSet.untilSteady(either);
    while (!isHealthyEnough()) await clock.wait(LOOK_SECONDS, either);
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) throw replacementNeverHealthy();
    throw error;
  }
}
