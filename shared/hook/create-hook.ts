import type { Context } from "aws-lambda";
import type { Check } from "../checks/check.ts";
import type { LoadModule } from "../configuration/load-configuration.ts";
import type { Configuration } from "../configuration/schema.ts";
import type { DeploymentAt } from "../deployment/deployment.ts";
import type { HookEvent } from "../deployment/lifecycle-event.ts";
import { putStatus, type StatusReport } from "../deployment/put-status.ts";
import { HOOK_DECIDED, type HookDecision, type HookLog } from "../record/hook-log.ts";
import { statusFor, type StatusPolicy } from "../verdict/status.ts";
import { carefulLog } from "./careful-log.ts";
import { guardAgainstCrashes } from "./crash-guard.ts";
import { createDeadline } from "./deadline.ts";
import { describeError } from "./describe-error.ts";
import { parseEvent, type HookExecution } from "./event.ts";
import { interruptionBy } from "./interruption.ts";
import { judgeDeployment, type Judging } from "./judge-deployment.ts";
import { jitteredBackoff, reportStatus } from "./report-status.ts";
import { createRuntime, type HookRuntime } from "./runtime.ts";

/** What makes one function different from the others. */
export interface HookDefinition<E extends HookEvent> {
  readonly lifecycleEvent: E;
  readonly checks: readonly Check<DeploymentAt[E]>[];
  /** Imports `hooks.config.ts`: called in the handler, where a module that throws can still be reported. */
  readonly configuration: LoadModule;
}

/** The part of Lambda's context that a hook uses. */
export type HookContext = Pick<Context, "awsRequestId" | "getRemainingTimeInMillis">;

const ALREADY_COMPLETED =
  "The lifecycle event had already been completed, by an earlier invocation or because the deployment was stopped: this verdict had no effect.";

export type HookHandler = (event: unknown, context: HookContext) => Promise<void>;

/**
 * Makes a handler that ends in exactly one report for every event that names a deployment: `Failed` until it is shown
 * otherwise. It rejects only where nothing could be reported.
 */
export function createHook<E extends HookEvent>(
  { lifecycleEvent, checks, configuration: loadModule }: HookDefinition<E>,
  { clients, metrics, environment, ...outside }: HookRuntime = createRuntime(),
): HookHandler {
  const log = carefulLog(outside.log);
  return async (event, context) => {
    const startedAt = performance.now();
    log.resetKeys();
    log.appendKeys({ lifecycleEvent, requestId: context.awsRequestId });
    const execution = parseOrLog(event, log);
    const { deploymentId } = execution;
    log.appendKeys({ deploymentId });
    using deadline = createDeadline(context.getRemainingTimeInMillis());
    using guard = guardAgainstCrashes();
    void guard.crashed.then(({ error }) => log.error("function crashed", { error }));
    const { judgement, configuration } = await judgeDeployment(
      { lifecycleEvent, checks, deploymentId, loadModule },
      { clients, log, environment },
      interruptionBy(guard, deadline),
      deadline.checks,
    );
    for (const { name, ...rest } of judgement.checks) log.info("check decided", { check: name, ...rest });
    const policy = policyAt(lifecycleEvent, configuration);
    const status = statusFor(judgement.verdict, policy);
    const durationMs = Math.round(performance.now() - startedAt);
    const decision: HookDecision = { ...judgement, status, mode: policy.mode, durationMs };
    // Before the report, so that the reason is not lost with a report that fails.
    log[status === "Succeeded" ? "info" : "warn"](HOOK_DECIDED, { ...decision });
    const reportAttempts = await report({ ...execution, status }, { clients, log }, deadline.report);
    try {
      metrics.record({ deploymentId, lifecycleEvent, verdict: judgement.verdict, durationMs, reportAttempts });
    } catch (error) {
      // An invocation that fails is repeated by Lambda, and this one has reported.
      log.error("metrics could not be written", { error });
    }
  };
}

function parseOrLog(event: unknown, log: HookLog): HookExecution {
  try {
    return parseEvent(event);
  } catch (error) {
    log.error("event cannot be answered", { error });
    throw error;
  }
}

/** Where the configuration cannot be read, nobody has allowed anything. */
function policyAt(event: HookEvent, configuration: Configuration | undefined): StatusPolicy {
  if (!configuration) return { mode: "enforce", alsoSucceedOn: [] };
  const { mode = "enforce", alsoSucceedOn } = configuration;
  return { mode: typeof mode === "string" ? mode : (mode[event] ?? "enforce"), alsoSucceedOn };
}

/** The number of attempts it took. Rejects, loudly, where CodeDeploy was not told. */
async function report(
  status: StatusReport,
  { clients, log }: Pick<Judging, "clients" | "log">,
  signal: AbortSignal,
): Promise<number> {
  try {
    const ports = {
      put: (attempt: StatusReport, signal: AbortSignal) => putStatus(clients, attempt, signal),
      onRetry: (error: unknown, attempt: number, waitMs: number) => {
        log.warn("report is repeated", { attempt, waitMs, reason: describeError(error) });
      },
      backoff: jitteredBackoff,
    };
    const { attempts, already } = await reportStatus(status, ports, signal);
    if (already) log.warn("status had no effect", { status: status.status, attempts, reason: ALREADY_COMPLETED });
    else log.info("status reported", { status: status.status, attempts });
    return attempts;
  } catch (error) {
    log.error("status could not be reported", { error });
    throw error;
  }
}
