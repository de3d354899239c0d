import type { TaskSet } from "../ecs/task-set.ts";
import type { DeploymentGroup } from "./deployment-group.ts";

/** Drains a task set, and forgets it. */
export async function removeTaskSet(
  { cluster }: Pick<DeploymentGroup, "cluster">,
  taskSet: TaskSet,
  signal: AbortSignal,
): Promise<void> {
  await taskSet.drain(signal);
  cluster.removeTaskSet(taskSet);
}
