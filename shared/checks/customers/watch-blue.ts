import type { InstalledDeployment } from "../../deployment/deployment.ts";
import type { pause } from "../../deployment/pause.ts";
import { sample } from "../../probe/sampling.ts";
import { blueAssignments, findBlue, isOutage } from "../blue-now.ts";
import type { CheckContext } from "../check.ts";
import { blueTasksLeft, type ComparedTask } from "../comparison/compared-tasks.ts";
import { TaskWatch } from "../comparison/task-watch.ts";
import type { BlueWatch } from "./blue-watch.ts";

/** So many that three errors in a period tell an outage of some seconds, and so few that nobody minds. */
const PROBES_IN_PERIOD = 20;
const IN_FLIGHT = 10;
/** How often ECS is asked which tasks blue has: one that has crashed is replaced. */
const REFRESH_MS = 30_000;
const BETWEEN_REFRESHES_MS = 1_000;

/**
 * Asks blue's tasks for their health, by IP, until `signal` is aborted, and notes what they answer. A task that ECS has taken away is
 * no evidence, one that has crashed is. Never rejects: who cannot ask blue knows nothing of it.
 * @param wait as of {@link pause}
 */
export async function watchBlue(
  context: CheckContext<InstalledDeployment>,
  watch: Pick<BlueWatch, "add">,
  wait: typeof pause,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const fresh = AbortSignal.any([signal, AbortSignal.timeout(REFRESH_MS)]);
    try {
      await watchTasks(await findBlue(context, fresh), context, watch, fresh);
    } catch {
      // It has ended, it is time to look again, or AWS does not say which tasks blue has.
    }
    await wait(BETWEEN_REFRESHES_MS, signal).catch(() => undefined);
  }
}

async function watchTasks(
  tasks: readonly ComparedTask[],
  context: CheckContext<InstalledDeployment>,
  watch: Pick<BlueWatch, "add">,
  signal: AbortSignal,
): Promise<void> {
  const { deployment, clients, configuration } = context;
  const there = new TaskWatch(tasks, (_, looking) =>
    blueTasksLeft(tasks, deployment.cluster, deployment.blue, clients, looking),
  );
  const byName = new Map(tasks.map((task) => [task.name, task]));
  const perSecond = (PROBES_IN_PERIOD * 1000) / configuration.customers.period;
  for await (const { assignment, outcome } of sample(
    blueAssignments(tasks, context),
    { perSecond, inFlightPerMember: IN_FLIGHT },
    signal,
  )) {
    const askedAt = performance.now() - outcome.latencyMs;
    const at = Date.now() - outcome.latencyMs;
    if (outcome.kind === "error") continue;
    const isError = isOutage(outcome);
    const task = byName.get(assignment.member);
    if (isError && task && (await there.isGone(task, outcome, askedAt, signal))) return;
    watch.add(at, isError);
  }
}
