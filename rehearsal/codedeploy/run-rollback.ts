import { nothingToRollBackTo } from "./deployment-stop.ts";
import type { RehearsedDeployment } from "./deployment.ts";
import { removeTaskSet } from "./remove-task-set.ts";
import { runLifecycle, type DeploymentWork } from "./run-lifecycle.ts";
import { setWeights } from "./shift-traffic.ts";

/**
 * Rolls `failed` back, all at once: traffic returns to blue and green is drained; no new task set is made (observed on AWS).
 * Whether CodeDeploy calls the hooks of such a deployment on ECS is not documented; here it does, so that a hook that would
 * block a rescue is found out. Where blue is gone, or drains, there is nothing to return to: it fails, and traffic stays.
 * @throws only the signal's reason, or a fault of the rehearsal
 */
export async function runRollback(
  rollback: RehearsedDeployment,
  failed: RehearsedDeployment,
  work: DeploymentWork,
  signal: AbortSignal,
): Promise<void> {
  const { group } = work;
  const { taskSets } = group.cluster;
  const isOfFailed = ({ options }: (typeof taskSets)[number]): boolean => options.externalId === failed.id;
  const assertBlue = async (): Promise<void> => {
    const isLost = (taskSet: (typeof taskSets)[number]): boolean =>
      isOfFailed(taskSet) || taskSet.status === "DRAINING";
    if (taskSets.every(isLost)) throw nothingToRollBackTo();
  };
  rollback.status = "InProgress";
  await runLifecycle(rollback, work, signal, {
    Install: { run: assertBlue },
    AllowTestTraffic: {
      run: async () => {
        const { blue, green } = group.targetGroups;
        const toBlue = [
          { targetGroup: blue, weight: 100 },
          { targetGroup: green, weight: 0 },
        ];
        group.loadBalancer.listeners.test.setForward(toBlue, "weighted");
      },
    },
    AllowTraffic: {
      run: async () => {
        setWeights(group, 0);
        for (const taskSet of taskSets) taskSet.status = isOfFailed(taskSet) ? "ACTIVE" : "PRIMARY";
      },
    },
  });
  if (rollback.failure) return rollback.end(rollback.failure.status);
  await Promise.all(taskSets.filter(isOfFailed).map((taskSet) => removeTaskSet(group, taskSet, signal)));
  rollback.end("Succeeded");
}
