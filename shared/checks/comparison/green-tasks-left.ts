import type { AwsClients } from "../../deployment/aws-clients.ts";
import { describeTasksOf, parseStoppedTask } from "../../deployment/tasks.ts";
import { wasTakenAway, type StoppedBy } from "../../deployment/was-taken-away.ts";
import { runningTasks, type ComparedTask, type FoundBy } from "./compared-tasks.ts";

/** Whether both colours err at the same time, or did before: ECS replaces tasks for that, too. */
export type SharedOutage = "none" | "over" | "lasts";

/**
 * Those of `tasks` that ECS has not taken away by now, and those that have become healthy since. One that failed its health
 * checks was not taken away, but for a shared outage: then it is no more to blame than blue. Without one, all of `tasks`
 * where it has taken all: then green has nothing to serve with.
 */
export async function greenTasksLeft(
  tasks: readonly ComparedTask[],
  cluster: string,
  green: FoundBy,
  outage: SharedOutage,
  clients: AwsClients,
  signal: AbortSignal,
): Promise<readonly ComparedTask[]> {
  const [stopped, healthy] = await Promise.all([
    describeTasksOf(clients, cluster, green.id, "STOPPED", signal),
    runningTasks("green", cluster, green, (state) => state === "healthy", clients, signal),
  ]);
  const taken = stopped.filter((task) => wasTakenAway(task) || isByOutage(task, outage));
  const gone = new Set(taken.map((task) => parseStoppedTask(task).id));
  const known = new Map([...tasks, ...healthy].map((task) => [task.id, task]));
  const left = [...known.values()].filter(({ id }) => !gone.has(id));
  return left.length > 0 || outage !== "none" ? left : tasks;
}

/** Health checks are late: those of an outage may end a task after it. One that crashes then does so by itself. */
function isByOutage({ stopCode }: StoppedBy, outage: SharedOutage): boolean {
  return outage === "lasts" || (outage === "over" && stopCode === "ServiceSchedulerInitiated");
}
