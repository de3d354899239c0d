import type { AwsClients } from "../../deployment/aws-clients.ts";
import type { InstalledDeployment } from "../../deployment/deployment.ts";
import { getTaskCounts } from "../../deployment/task-counts.ts";
import { describeTasksOf, parseStoppedTask } from "../../deployment/tasks.ts";
import { wasTakenAway, type StoppedBy } from "../../deployment/was-taken-away.ts";
import { greenTasks, type ComparedTask } from "./compared-tasks.ts";

/** Whether both colours err at the same time, or did before: ECS replaces tasks for that, too. */
export type SharedOutage = "none" | "lasts" | "over";

/** What is known of a shared outage. */
export interface OutageSeen {
  readonly outage: SharedOutage;
  /** The ids of green's tasks that were asked while it lasted. */
  readonly met: ReadonlySet<string>;
}

/** Green's tasks, as they are to be compared from now on. */
export interface GreenLeft {
  readonly tasks: readonly ComparedTask[];
  /** How many it is to have. */
  readonly wanted: number;
}

/**
 * Those of `tasks` that ECS has not taken away by now, and those that have become healthy since. One that ended for a reason of
 * its own was not taken away, but for a shared outage: then it is no more to blame than blue. Without one, all of `tasks`
 * where it has taken all: then green has nothing to serve with.
 */
export async function greenTasksLeft(
  tasks: readonly ComparedTask[],
  { cluster, service, green }: Pick<InstalledDeployment, "cluster" | "service" | "green">,
  seen: OutageSeen,
  clients: AwsClients,
  signal: AbortSignal,
): Promise<GreenLeft> {
  const [stopped, running, counts] = await Promise.all([
    describeTasksOf(clients, cluster, green.id, "STOPPED", signal),
    greenTasks(cluster, green, clients, signal),
    getTaskCounts(clients, { cluster, service }, signal),
  ]);
  const gone = new Set(
    stopped.flatMap((task) => {
      const { id } = parseStoppedTask(task);
      return wasTakenAway(task) || isByOutage(id, task, seen) ? [id] : [];
    }),
  );
  const healthy = running.filter(({ health }) => health === "healthy");
  const known = new Map([...tasks, ...healthy].map((task) => [task.id, task]));
  const left = [...known.values()].filter(({ id }) => !gone.has(id));
  const wanted = Math.max(1, counts.get(green.id)?.desiredCount ?? green.desiredCount);
  return { tasks: left.length > 0 || seen.outage !== "none" ? left : tasks, wanted };
}

/** Health checks are late: those of an outage may end a task after it. One that crashes then does so by itself. */
function isByOutage(id: string, { stopCode }: StoppedBy, { outage, met }: OutageSeen): boolean {
  return outage === "lasts" || (outage === "over" && stopCode === "ServiceSchedulerInitiated" && met.has(id));
}
