import type { DeploymentClock } from "../deployment-clock.ts";
import type { DeploymentGroup } from "./deployment-group.ts";
import { DeploymentFailure } from "./deployment-failure.ts";
import type { RehearsedDeployment } from "./deployment.ts";
import type { LifecycleEvent } from "./lifecycle.ts";
import type { Mark } from "./mark.ts";
import { runHook, type HookCaller } from "./run-hook.ts";

/** What a deployment's lifecycle events work with. */
export interface DeploymentWork {
  readonly group: DeploymentGroup;
  readonly caller: HookCaller;
  readonly clock: DeploymentClock;
  /** Told of the beginning and the end of each lifecycle event, and waited for. */
  readonly onEvent: (deployment: RehearsedDeployment, event: LifecycleEvent) => Promise<void>;
  /** Told of each mark before anything happens there, and waited for. */
  readonly onMark: (deployment: RehearsedDeployment, mark: Mark) => Promise<void>;
  /** Told of each shift of production traffic, once it is made. @param greenPercentage of the requests */
  readonly onShift: (deployment: RehearsedDeployment, greenPercentage: number) => void;
}

/** What takes place at a lifecycle event that is no hook. The signal is aborted when the deployment is stopped, too. */
export interface Step {
  /** Before the event begins. */
  readonly before?: (signal: AbortSignal) => Promise<void>;
  readonly run: (signal: AbortSignal) => Promise<void>;
}

export type Steps = Readonly<Partial<Record<"Install" | "AllowTestTraffic" | "AllowTraffic", Step>>>;

/**
 * Walks through the lifecycle events. Where one fails, or the deployment is stopped, the reason is on the deployment
 * afterwards: the event that was under way is Failed, and the rest are Skipped (observed on AWS for a stop by alarm).
 * @throws only the signal's reason, or a fault of the rehearsal
 */
export async function runLifecycle(
  deployment: RehearsedDeployment,
  work: Pick<DeploymentWork, "caller" | "onEvent" | "onMark">,
  signal: AbortSignal,
  steps: Steps,
): Promise<void> {
  for (const event of deployment.lifecycleEvents) {
    signal.throwIfAborted();
    if (deployment.failure) event.status = "Skipped";
    else await runEvent(event, deployment, work, signal, steps);
  }
}

async function runEvent(
  event: LifecycleEvent,
  deployment: RehearsedDeployment,
  { caller, onEvent, onMark }: Pick<DeploymentWork, "caller" | "onEvent" | "onMark">,
  signal: AbortSignal,
  steps: Steps,
): Promise<void> {
  const stoppable = AbortSignal.any([signal, deployment.stopSignal]);
  const step = event.name in steps ? steps[event.name as keyof Steps] : undefined;
  try {
    await stopOnly(deployment, signal, async () => {
      stoppable.throwIfAborted();
      await step?.before?.(stoppable);
      event.status = "InProgress";
      event.startedAt = new Date();
      await onEvent(deployment, event);
      await onMark(deployment, event.name);
      stoppable.throwIfAborted();
      await (step ? step.run(stoppable) : runHook(deployment, event.name, caller, signal));
    });
    event.status = "Succeeded";
  } catch (error) {
    if (!(error instanceof DeploymentFailure)) throw error;
    deployment.failure = error;
    event.status = event.startedAt ? "Failed" : "Skipped";
  }
  if (!event.startedAt) return;
  event.endedAt = new Date();
  await onEvent(deployment, event);
}

/**
 * Does `work`; where that broke off because the deployment was stopped, throws what stopped it.
 * @throws {DeploymentFailure} and whatever else `work` throws
 */
export async function stopOnly(
  { stopSignal }: RehearsedDeployment,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof DeploymentFailure) throw error;
    signal.throwIfAborted();
    const isAbort = error instanceof Error && error.name === "AbortError";
    throw isAbort && stopSignal.aborted ? stopSignal.reason : error;
  }
}
