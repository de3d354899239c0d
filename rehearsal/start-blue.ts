import type { DeploymentClock } from "./deployment-clock.ts";
import type { TaskSet } from "./ecs/task-set.ts";
import type { Target } from "./elb/registered-target.ts";
import { RehearsalError } from "./rehearsal-error.ts";
import type { Stage } from "./stage.ts";

const SHORTEST_LIMIT_MS = 60_000;
/** Deployment seconds: on a slow clock, placement and five health checks alone take longer than a minute. */
const LIMIT_SECONDS = 300;
const LOOK_SECONDS = 5;
/** Tasks of which the last lines are told. */
const LOGS = 3;

/**
 * The service as it was before: blue's tasks, healthy, behind both listeners.
 * @throws {RehearsalError} where they are not in a minute, and at once where one ends as if its work were done
 */
export async function startBlue(
  { group }: Pick<Stage, "group">,
  clock: DeploymentClock,
  signal: AbortSignal,
): Promise<void> {
  const { blue } = group.targetGroups;
  const { production, test } = group.loadBalancer.listeners;
  production.setForward([{ targetGroup: blue, weight: 1 }], "single");
  test.setForward([{ targetGroup: blue, weight: 1 }], "single");
  const taskSet = group.cluster.createTaskSet({
    externalId: undefined,
    definition: group.definitions.blue,
    desiredCount: group.desiredCount,
    targetGroup: blue,
  });
  taskSet.status = "PRIMARY";
  const limitMs = Math.max(SHORTEST_LIMIT_MS, clock.wallMs(LIMIT_SECONDS));
  const giveUpAt = performance.now() + limitMs;
  const isServing = (): boolean => {
    const healthy = blue.targets().filter(({ health }) => health.state === "healthy");
    return taskSet.isSteady && healthy.length === group.desiredCount;
  };
  while (!isServing()) {
    if (taskSet.tasks.some(({ exitCode }) => exitCode === 0)) throw new RehearsalError(describeEnd(taskSet.tasks));
    if (performance.now() > giveUpAt) throw new RehearsalError(describeBlue(blue.targets(), taskSet.tasks, limitMs));
    await clock.wait(LOOK_SECONDS, signal);
  }
}

/** A service that fails may be better off at its next start; one that ends well has nothing to start again for. */
function describeEnd(tasks: TaskSet["tasks"]): string {
  const ended = tasks.filter(({ exitCode }) => exitCode === 0).length;
  return (
    `Blue's tasks ended with exit code 0 (${ended} of ${tasks.length} so far). The command of a service must stay in the ` +
    `foreground: a task ends with it, and with the task all that it started. ${describeLog(tasks)}`
  );
}

function describeBlue(targets: readonly Target[], tasks: TaskSet["tasks"], limitMs: number): string {
  const health = targets.map(({ id, port, health: { state, description } }) => {
    return `${id}:${port} ${state}${description === undefined ? "" : ` (${description})`}`;
  });
  const codes = new Set(tasks.flatMap(({ exitCode }) => exitCode ?? []));
  const ends = codes.size > 0 ? ` Tasks ended with exit code ${[...codes].join(", ")}.` : "";
  return (
    `Blue did not become healthy in ${limitMs / 1000} s: ${health.join(", ") || "no task is registered"}.` +
    `${ends} ${describeLog(tasks)}`
  );
}

function describeLog(tasks: TaskSet["tasks"]): string {
  const lines = tasks.slice(-LOGS).flatMap((task) => task.log.slice(-2));
  return `The last lines of its tasks: ${lines.map(({ message }) => message).join(" | ") || "none"}`;
}
