import type { InstalledDeployment } from "../deployment/deployment.ts";
import { pause } from "../deployment/pause.ts";
import { describeStop, describeTasksOf, parseStoppedTask } from "../deployment/tasks.ts";
import { oneLine } from "../probe/printable.ts";
import type { CheckContext, CheckResult } from "./check.ts";

/** ECS shows that a task has stopped a moment after its process is gone. */
const LOOKS = 5;
const BETWEEN_LOOKS_MS = 600;

/**
 * Adds to a failure what ECS says of green's tasks that have stopped: more than their silence on the network does.
 * @param expectOne whether the failure looks like the end of a process, so that a stop is worth waiting for
 */
export async function withStoppedTasks(
  result: CheckResult,
  { deployment: { cluster, green }, clients }: CheckContext<InstalledDeployment>,
  expectOne: boolean,
  signal: AbortSignal,
): Promise<CheckResult> {
  try {
    for (let looks = expectOne ? LOOKS : 1; looks > 0; looks -= 1) {
      const stopped = await describeTasksOf(clients, cluster, green.id, "STOPPED", signal);
      const [last] = stopped.toSorted((a, b) => (b.stoppedAt?.getTime() ?? 0) - (a.stoppedAt?.getTime() ?? 0));
      if (last) {
        const task = parseStoppedTask(last);
        const lead = `${stopped.length} of green's tasks ${stopped.length === 1 ? "has" : "have"} stopped`;
        return {
          ...result,
          reason: `${result.reason} ${lead}, the last of them ${task.id}: ${oneLine(describeStop(task))}.`,
        };
      }
      if (looks > 1) await pause(BETWEEN_LOOKS_MS, signal);
    }
  } catch {
    // It is an addition to a reason that stands without it.
  }
  return result;
}
