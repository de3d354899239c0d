import type { AwsClients } from "./aws-clients.ts";
import { getService } from "./task-sets.ts";

/** How many tasks a task set has, and should have. */
export interface TaskCounts {
  /** PRIMARY, ACTIVE, DRAINING. */
  readonly status: string;
  readonly desiredCount: number;
  readonly runningCount: number;
  readonly pendingCount: number;
}

/** The task sets of a service as they are now, by their ids. @throws {AwsCallError} @throws {UnusableDeploymentError} */
export async function getTaskCounts(
  clients: AwsClients,
  { cluster, service }: { readonly cluster: string; readonly service: string },
  signal: AbortSignal,
): Promise<ReadonlyMap<string, TaskCounts>> {
  const { taskSets = [] } = await getService(clients, cluster, service, signal);
  return new Map(
    taskSets.map(({ id = "", status = "", computedDesiredCount, runningCount, pendingCount }) => {
      const counts = { desiredCount: computedDesiredCount ?? 0, runningCount: runningCount ?? 0 };
      return [id, { status, ...counts, pendingCount: pendingCount ?? 0 }];
    }),
  );
}
