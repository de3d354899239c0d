import type { DeploymentClock } from "../deployment-clock.ts";
import type { TaskSet } from "../ecs/task-set.ts";
import { DeploymentFailure, replacementNeverHealthy } from "./deployment-failure.ts";
import type { DeploymentGroup } from "./deployment-group.ts";
import type { RehearsedDeployment } from "./deployment.ts";
import type { LifecycleEvent } from "./lifecycle.ts";
import { runHook, type HookCaller } from "./run-hook.ts";

/** What a deployment's lifecycle events work with. */
export interface DeploymentWork {
  readonly group: DeploymentGroup;
  readonly caller: HookCaller;
  readonly clock: DeploymentClock;
  /** Told of the beginning and the end of each lifecycle event, and waited for. */
  readonly onEvent: (deployment: RehearsedDeployment, event: LifecycleEvent) => Promise<void>;
}

/** 60 minutes for the replacement task set ("Troubleshoot issues with ECS deployments"). */
const INSTALL_LIMIT_SECONDS = 3600;

/** Runs a release to its end: Succeeded, or Failed with the reason on it. @throws only the signal's reason, or a fault of the rehearsal */
export async function runDeployment(
  deployment: RehearsedDeployment,
  work: DeploymentWork,
  signal: AbortSignal,
): Promise<void> {
  deployment.status = "InProgress";
  const failed = await runLifecycle(deployment, work, signal, {
    Install: () => install(deployment, work, signal),
    AllowTestTraffic: async () => allowTestTraffic(work.group),
    AllowTraffic: async () => allowTraffic(deployment, work.group),
  });
  if (failed) return deployment.end("Failed");
  await terminateBlue(deployment, work, signal);
  deployment.end("Succeeded");
}

type Steps = Partial<Record<"Install" | "AllowTestTraffic" | "AllowTraffic", () => Promise<void>>>;

/** Walks through the lifecycle events; true where one failed, and then the rest are skipped. */
export async function runLifecycle(
  deployment: RehearsedDeployment,
  { caller, onEvent }: Pick<DeploymentWork, "caller" | "onEvent">,
  signal: AbortSignal,
  steps: Steps,
): Promise<boolean> {
  for (const event of deployment.lifecycleEvents) {
    signal.throwIfAborted();
    if (deployment.failure) {
      event.status = "Skipped";
      continue;
    }
    event.status = "InProgress";
    event.startedAt = new Date();
    await onEvent(deployment, event);
    try {
      const step = event.name in steps ? steps[event.name as keyof Steps] : undefined;
      await (step ? step() : runHook(deployment, event.name, caller, signal));
      event.status = "Succeeded";
    } catch (error) {
      if (!(error instanceof DeploymentFailure)) throw error;
      deployment.failure = error;
      event.status = "Failed";
    }
    event.endedAt = new Date();
    await onEvent(deployment, event);
  }
  return deployment.failure !== undefined;
}

async function install(
  deployment: RehearsedDeployment,
  { group, clock }: DeploymentWork,
  signal: AbortSignal,
): Promise<void> {
  const green = group.cluster.createTaskSet({
    externalId: deployment.id,
    definition: group.definitions.green,
    desiredCount: group.desiredCount,
    targetGroup: group.targetGroups.green,
  });
  const limit = AbortSignal.timeout(clock.wallMs(INSTALL_LIMIT_SECONDS));
  try {
    await green.untilSteady(AbortSignal.any([signal, limit]));
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) throw replacementNeverHealthy();
    throw error;
  }
}

/**
 * The test listener goes wholly to green. Only now does anything forward to green's target group: whether CodeDeploy
 * attaches it earlier, with weight 0, is not clear from the sources, and until it does no health is known.
 */
function allowTestTraffic({ loadBalancer, targetGroups: { blue, green } }: DeploymentGroup): void {
  const { production, test } = loadBalancer.listeners;
  test.setForward([{ targetGroup: green, weight: 100 }], "weighted");
  production.setForward(
    [
      { targetGroup: blue, weight: 100 },
      { targetGroup: green, weight: 0 },
    ],
    "weighted",
  );
}

function allowTraffic(deployment: RehearsedDeployment, group: DeploymentGroup): void {
  const { blue, green } = group.targetGroups;
  group.loadBalancer.listeners.production.setForward(
    [
      { targetGroup: blue, weight: 0 },
      { targetGroup: green, weight: 100 },
    ],
    "weighted",
  );
  for (const taskSet of group.cluster.taskSets) {
    taskSet.status = taskSet.options.externalId === deployment.id ? "PRIMARY" : "ACTIVE";
  }
}

async function terminateBlue(
  deployment: RehearsedDeployment,
  { group, clock }: DeploymentWork,
  signal: AbortSignal,
): Promise<void> {
  await clock.wait(group.terminationWaitMinutes * 60, signal);
  const others = group.cluster.taskSets.filter(({ options }) => options.externalId !== deployment.id);
  await Promise.all(others.map((taskSet) => removeTaskSet(group, taskSet, signal)));
}

/** Drains a task set, and forgets it. */
export async function removeTaskSet(
  { cluster }: DeploymentGroup,
  taskSet: TaskSet,
  signal: AbortSignal,
): Promise<void> {
  await taskSet.drain(signal);
  cluster.removeTaskSet(taskSet);
}
