import type { DeploymentClock } from "./deployment-clock.ts";
import type { TaskSet } from "./ecs/task-set.ts";
import type { Target } from "./elb/registered-target.ts";
import { RehearsalError } from "./rehearsal-error.ts";
import type { Stage } from "./stage.ts";

const BLUE_START_LIMIT_MS = 60_000;
const LOOK_SECONDS = 5;

/**
 * The service as it was before: blue's tasks, healthy, behind both listeners.
 * @throws {RehearsalError} where they are not in a minute
 */
export async function startBlue({ group }: Stage, clock: DeploymentClock, signal: AbortSignal): Promise<void> {
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
  const giveUpAt = performance.now() + BLUE_START_LIMIT_MS;
  const isServing = (): boolean => {
    const healthy = blue.targets().filter(({ health }) => health.state === "healthy");
    return taskSet.isSteady && healthy.length === group.desiredCount;
  };
  while (!isServing()) {
    if (performance.now() > giveUpAt) throw new RehearsalError(describeBlue(blue.targets(), taskSet.tasks));
    await clock.wait(LOOK_SECONDS, signal);
  }
}

function describeBlue(targets: readonly Target[], tasks: TaskSet["tasks"]): string {
  const health = targets.map(({ id, port, health: { state, description } }) => {
    return `${id}:${port} ${state}${description === undefined ? "" : ` (${description})`}`;
  });
  const log = tasks.flatMap((task) => task.log.slice(-2)).map(({ message }) => message);
  return (
    `Blue did not become healthy in ${BLUE_START_LIMIT_MS / 1000} s: ${health.join(", ") || "no task was registered"}. ` +
    `Its tasks wrote: ${log.join(" | ") || "nothing"}`
  );
}
