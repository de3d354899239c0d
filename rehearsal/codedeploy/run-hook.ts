import { isHookEvent, type HookEvent } from "../../shared/deployment/lifecycle-event.ts";
import type { DeploymentClock } from "../deployment-clock.ts";
import { FunctionNotFoundError } from "../lambda/lambda-errors.ts";
import { hookReportedFailed, hookTimedOut, noSuchFunction } from "./deployment-failure.ts";
import type { RehearsedDeployment } from "./deployment.ts";
import type { HookExecutions } from "./hook-executions.ts";
import type { LifecycleEventName } from "./lifecycle.ts";

/** The hour that CodeDeploy gives a hook ("CodeDeploy limits"), in seconds. */
export const HOOK_LIMIT_SECONDS = 3600;

/** A hook that is not called: somebody else will report for it, and knows its execution's id. */
export interface Hold {
  readonly lifecycleEvent: HookEvent;
  readonly executionId: string;
  /** Told that the deployment now waits. */
  readonly onHeld: () => void;
}

export interface HookCaller {
  readonly executions: HookExecutions;
  readonly hooks: Readonly<Partial<Record<HookEvent, string>>>;
  /** Asynchronous invocation: accepted at once, its result never looked at. @throws {FunctionNotFoundError} */
  readonly invoke: (functionName: string, payload: string, signal: AbortSignal) => void;
  readonly clock: DeploymentClock;
  readonly hold: Hold | undefined;
}

/**
 * Calls the function of a lifecycle event and waits for its report: never for its return. Events that call no function, and
 * those for which the AppSpec names none, succeed at once. Where the deployment is stopped, the function runs on, and its report comes too late.
 * @throws {DeploymentFailure} where it reports Failed, does not report within the hour, cannot be called, or the deployment
 * is stopped
 */
export async function runHook(
  deployment: RehearsedDeployment,
  name: LifecycleEventName,
  caller: HookCaller,
  signal: AbortSignal,
): Promise<void> {
  if (!isHookEvent(name)) return;
  const functionName = caller.hooks[name];
  if (functionName === undefined) return;
  const held = deployment.creator === "user" && caller.hold?.lifecycleEvent === name ? caller.hold : undefined;
  const execution = caller.executions.open(deployment.id, name, held?.executionId);
  try {
    if (held) held.onHeld();
    else invoke(deployment, functionName, execution.id, caller, signal);
    const stoppable = AbortSignal.any([signal, deployment.stopSignal]);
    const status = await waitForReport(execution.reported, held ? 1 : caller.clock.scale, stoppable);
    if (status === "Failed") throw hookReportedFailed();
  } finally {
    execution.close();
  }
}

function invoke(
  deployment: RehearsedDeployment,
  functionName: string,
  executionId: string,
  { invoke: call }: HookCaller,
  signal: AbortSignal,
): void {
  const event = { DeploymentId: deployment.id, LifecycleEventHookExecutionId: executionId };
  try {
    call(functionName, JSON.stringify(event), signal);
  } catch (error) {
    if (error instanceof FunctionNotFoundError) throw noSuchFunction(functionName, error);
    throw error;
  }
}

/** A person who was asked to report has a real hour. */
async function waitForReport<T>(reported: Promise<T>, scale: number, signal: AbortSignal): Promise<T> {
  const limit = AbortSignal.timeout((HOOK_LIMIT_SECONDS * 1000) / scale);
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.aborted ? signal.reason : hookTimedOut());
  const either = AbortSignal.any([signal, limit]);
  either.addEventListener("abort", onAbort, { once: true });
  // A timer of AbortSignal's does not keep the process alive, and nothing else may be waiting.
  const alive = setInterval(() => undefined, 1_000);
  try {
    signal.throwIfAborted();
    return await Promise.race([reported, aborted]);
  } finally {
    clearInterval(alive);
    either.removeEventListener("abort", onAbort);
  }
}
