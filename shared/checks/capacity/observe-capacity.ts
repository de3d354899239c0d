import type { AwsClients } from "../../deployment/aws-clients.ts";
import type { InstalledDeployment } from "../../deployment/deployment.ts";
import { getTaskCounts, type TaskCounts } from "../../deployment/task-counts.ts";
import { describeTasksOf, parseStoppedTask, parseTask, type StoppedTask, type Task } from "../../deployment/tasks.ts";

/** One of the two task sets, at one look. */
export interface RunningTaskSet extends TaskCounts {
  /** Those that are to run. */
  readonly tasks: readonly Task[];
}

/** What runs of both task sets, at one look. */
export interface Capacity {
  /** Undefined where its task set is gone. */
  readonly green: RunningTaskSet | undefined;
  readonly blue: RunningTaskSet | undefined;
  /** Green's tasks that have ended; ECS keeps them for about an hour. */
  readonly stopped: readonly StoppedTask[];
}

/** Fetched afresh: blue may have scaled out since the deployment was described. @throws {AwsCallError} */
export async function observeCapacity(
  clients: AwsClients,
  deployment: InstalledDeployment,
  signal: AbortSignal,
): Promise<Capacity> {
  const { cluster, green, blue } = deployment;
  const [counts, greenTasks, blueTasks, stopped] = await Promise.all([
    getTaskCounts(clients, deployment, signal),
    describeTasksOf(clients, cluster, green.id, "RUNNING", signal),
    describeTasksOf(clients, cluster, blue.id, "RUNNING", signal),
    describeTasksOf(clients, cluster, green.id, "STOPPED", signal),
  ]);
  const withTasks = (id: string, tasks: typeof greenTasks): RunningTaskSet | undefined => {
    const found = counts.get(id);
    return found && { ...found, tasks: tasks.map(parseTask) };
  };
  return {
    green: withTasks(green.id, greenTasks),
    blue: withTasks(blue.id, blueTasks),
    stopped: stopped.map(parseStoppedTask),
  };
}
