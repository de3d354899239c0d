import type { RehearsedDeployment } from "./deployment.ts";
import { removeTaskSet, runLifecycle, type DeploymentWork } from "./run-deployment.ts";

/**
 * Rolls `failed` back: traffic returns to blue and green is drained; no new task set is made (observed on AWS). Whether
 * CodeDeploy calls the hooks of such a deployment on ECS is not documented; here it does, so that a hook that would block
 * a rescue is found out.
 * @throws only the signal's reason, or a fault of the rehearsal
 */
export async function runRollback(
  rollback: RehearsedDeployment,
  failed: RehearsedDeployment,
  work: DeploymentWork,
  signal: AbortSignal,
): Promise<void> {
  const { group } = work;
  const { production, test } = group.loadBalancer.listeners;
  const { blue, green } = group.targetGroups;
  const toBlue = [
    { targetGroup: blue, weight: 100 },
    { targetGroup: green, weight: 0 },
  ];
  rollback.status = "InProgress";
  const stopped = await runLifecycle(rollback, work, signal, {
    Install: async () => undefined,
    AllowTestTraffic: async () => test.setForward(toBlue, "weighted"),
    AllowTraffic: async () => {
      production.setForward(toBlue, "weighted");
      for (const taskSet of group.cluster.taskSets) {
        taskSet.status = taskSet.options.externalId === failed.id ? "ACTIVE" : "PRIMARY";
      }
    },
  });
  if (stopped) return rollback.end("Failed");
  const ofFailed = group.cluster.taskSets.filter(({ options }) => options.externalId === failed.id);
  await Promise.all(ofFailed.map((taskSet) => removeTaskSet(group, taskSet, signal)));
  rollback.end("Succeeded");
}
