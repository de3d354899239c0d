import type { InstalledDeployment } from "../../deployment/deployment.ts";
import { sample } from "../../probe/sampling.ts";
import { blueQuestion, findBlue } from "../blue-now.ts";
import type { CheckContext } from "../check.ts";
import { targetOf } from "../comparison/compared-tasks.ts";
import { TaskWatch } from "../comparison/task-watch.ts";
import type { BlueWatch } from "./blue-watch.ts";

/** So many that three errors in a period tell an outage of some seconds, and so few that nobody minds. */
const PROBES_IN_PERIOD = 20;
const IN_FLIGHT = 10;

/**
 * Asks blue's tasks for their health, by IP, until `signal` is aborted, and notes what they answer. A task that ECS has taken away is
 * no evidence. Never rejects: who cannot ask blue knows nothing of it.
 */
export async function watchBlue(
  context: CheckContext<InstalledDeployment>,
  watch: Pick<BlueWatch, "add">,
  signal: AbortSignal,
): Promise<void> {
  try {
    const question = blueQuestion(context);
    const tasks = await findBlue(context, signal);
    if (tasks.length === 0) return;
    const there = new TaskWatch(tasks, (looking) => findBlue(context, looking));
    const byName = new Map(tasks.map((task) => [task.name, task]));
    const assignments = tasks.map((task) => {
      return { member: task.name, probe: question.probe, target: targetOf(question, task) };
    });
    const perSecond = (PROBES_IN_PERIOD * 1000) / context.configuration.customers.period;
    const pace = { perSecond, inFlightPerMember: IN_FLIGHT };
    for await (const { assignment, outcome } of sample(assignments, pace, signal)) {
      const askedAt = performance.now() - outcome.latencyMs;
      const at = Date.now() - outcome.latencyMs;
      const task = byName.get(assignment.member);
      const isError = outcome.kind === "failed";
      if (outcome.kind === "error" || (isError && task && (await there.isGone(task, outcome, askedAt, signal))))
        continue;
      watch.add(at, isError);
    }
  } catch {
    // It has ended, or AWS does not say which tasks blue has.
  }
}
