import type { Context } from "aws-lambda";
import type { HookEvent } from "../deployment/lifecycle-event.ts";
import { putStatus, type StatusReport } from "../deployment/put-status.ts";
import { HOOK_DECIDED, type HookDecision, type HookLog } from "../record/hook-log.ts";
import { statusFor } from "../verdict/status.ts";
import { carefulLog } from "./careful-log.ts";
import type { CheckReport } from "./check-report.ts";
import { guardAgainstCrashes } from "./crash-guard.ts";
import { createDeadline, type Deadline } from "./deadline.ts";
import { describeError } from "./describe-error.ts";
import { parseEvent, type HookExecution } from "./event.ts";
import { gatherInTime } from "./gather-in-time.ts";
import { interruptionBy, type Interruption } from "./interruption.ts";
import type { Answer, Judging } from "./judge-deployment.ts";
import { policyAt } from "./policy-at.ts";
import { jitteredBackoff, reportStatus } from "./report-status.ts";
import type { HookRuntime } from "./runtime.ts";

/** The part of Lambda's context that a hook uses. */
export type HookContext = Pick<
  Context,
  "awsRequestId" | "getRemainingTimeInMillis" | "invokedFunctionArn" | "logGroupName"
>;

export type HookHandler = (event: unknown, context: HookContext) => Promise<void>;

/** One invocation of a function, under way. */
export interface HookInvocation {
  readonly execution: HookExecution;
  /** As it came. */
  readonly event: unknown;
  readonly context: HookContext;
  readonly deadline: Deadline;
  readonly interruption: Promise<Interruption>;
}

/** Never rejects. Undefined where another invocation was seen to have taken over: it reports in place of this one. */
export type JudgeInvocation = (invocation: HookInvocation, judging: Judging) => Promise<Answer | undefined>;

const ALREADY_COMPLETED =
  "The lifecycle event had already been completed, by an earlier invocation or because the deployment was stopped: this verdict had no effect.";

/**
 * Makes a handler that ends in exactly one report for every event that names a deployment: `Failed` until it is shown
 * otherwise. It rejects only where nothing could be reported.
 */
export function createHandler(
  lifecycleEvent: HookEvent,
  judge: JudgeInvocation,
  { clients, metrics, environment, ...outside }: HookRuntime,
): HookHandler {
  const log = carefulLog(outside.log);
  return async (event, context) => {
    const startedAt = Date.now();
    log.resetKeys();
    log.appendKeys({ lifecycleEvent, requestId: context.awsRequestId });
    const execution = parseOrLog(event, log);
    const { deploymentId } = execution;
    log.appendKeys({ deploymentId });
    using deadline = createDeadline(context.getRemainingTimeInMillis());
    using guard = guardAgainstCrashes();
    void guard.crashed.then(({ error }) => log.error("function crashed", { error }));
    const interruption = interruptionBy(guard, deadline);
    const invocation = { execution, event, context, deadline, interruption };
    const answer = await judge(invocation, { clients, log, environment });
    if (!answer) return;
    const { judgement, configuration, gather, beganAt = startedAt } = answer;
    for (const { name, ...rest } of judgement.checks) log.info("check decided", { check: name, ...rest });
    const policy = policyAt(lifecycleEvent, configuration);
    const status = statusFor(judgement.verdict, policy);
    // Before the report, which has CodeDeploy roll back: nothing of green is left to look at then.
    const evidence = status === "Failed" && gather ? await gatherInTime(gather, deadline) : undefined;
    const durationMs = Math.round(Date.now() - beganAt);
    // The worst samples are in the lines of their checks, and in the evidence.
    const checks = judgement.checks.map(withoutWorst);
    const about = { status, mode: policy.mode, durationMs, ...(evidence && { evidence }) };
    const decision: HookDecision = { ...judgement, checks, ...about };
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

function withoutWorst(report: CheckReport): Omit<CheckReport, "worst"> {
  const { worst: _, ...rest } = report;
  return rest;
}

function parseOrLog(event: unknown, log: HookLog): HookExecution {
  try {
    return parseEvent(event);
  } catch (error) {
    log.error("event cannot be answered", { error });
    throw error;
  }
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
