import { isHookEvent } from "../shared/deployment/lifecycle-event.ts";
import type { RehearsedDeployment } from "./codedeploy/deployment.ts";
import type { Deployments } from "./codedeploy/deployments.ts";
import type { LifecycleEvent } from "./codedeploy/lifecycle.ts";
import type { CustomerCounts } from "./customers.ts";
import type { HookRecorder } from "./hook-recorder.ts";
import type { HookResult, RehearsalResult } from "./result.ts";

/** Puts together what happened to one release. */
export function describeResult(
  deployment: RehearsedDeployment,
  deployments: Deployments,
  recorder: HookRecorder,
  customers: CustomerCounts,
  wallMs: number,
): RehearsalResult {
  const { failure, rolledBackBy } = deployment;
  const rollback = rolledBackBy === undefined ? undefined : deployments.find(rolledBackBy);
  return {
    deployment: {
      id: deployment.id,
      status: deployment.status,
      errorInformation: failure ? { code: failure.code, message: failure.message } : null,
      config: deployment.config.name,
    },
    lifecycleEvents: deployment.lifecycleEvents.map(({ name, status, startedAt, endedAt }) => ({
      name,
      status,
      startedAt: startedAt?.toISOString() ?? null,
      endedAt: endedAt?.toISOString() ?? null,
    })),
    hooks: deployment.lifecycleEvents.flatMap((event) => describeHook(deployment, event, deployments, recorder) ?? []),
    statusReports: deployments.executions
      .reports()
      .filter(({ deploymentId }) => deploymentId === deployment.id)
      .map(({ lifecycleEvent, status, accepted }) => ({ lifecycleEvent, status, accepted })),
    trafficShifts: deployment.shifts.map(({ at, greenPercentage }) => ({ at: at.toISOString(), greenPercentage })),
    customers,
    rollback: rollback ? { id: rollback.id, status: rollback.status } : null,
    wallMs: Math.round(wallMs),
  };
}

/** What the hook of an event decided; undefined for an event without one, or one that did not take place. */
export function describeHook(
  deployment: RehearsedDeployment,
  event: LifecycleEvent,
  deployments: Deployments,
  recorder: HookRecorder,
): HookResult | undefined {
  const { name, startedAt, endedAt } = event;
  if (!isHookEvent(name) || !startedAt || !deployments.executions.hasOpened(deployment.id, name)) return undefined;
  const report = deployments.executions
    .reports()
    .find(
      ({ deploymentId, lifecycleEvent, accepted }) =>
        deploymentId === deployment.id && lifecycleEvent === name && accepted,
    );
  const base = {
    lifecycleEvent: name,
    status: report?.status ?? "none",
    durationMs: (endedAt ?? new Date()).getTime() - startedAt.getTime(),
  };
  const decision = recorder.decision(deployment.id, name);
  if (decision) {
    const { verdict, reason, evidence } = decision;
    const checks = decision.checks.map(({ name, mode, verdict, reason }) => ({ name, mode, verdict, reason }));
    return { ...base, verdict, reason, checks, ...(evidence && { evidence }) };
  }
  const end = recorder.end(deployment.id, name);
  if (end?.outcome.kind === "error") {
    const reason = `The function ended without a report: ${end.outcome.errorType}: ${end.outcome.errorMessage}`;
    return { ...base, verdict: "error", reason, checks: [] };
  }
  const verdict = report?.status === "Succeeded" ? "passed" : "failed";
  const { failure } = deployment;
  const why = failure ? ` (${failure.code}): ${failure.message}` : ".";
  const nothing = deployment.stopSignal.aborted
    ? `Nothing was reported before the deployment was stopped${why}`
    : "Nothing was reported.";
  const silent = end
    ? "Its function reported so, and did not say why."
    : "Reported from outside of the rehearsal, which was told no reason.";
  const reason = report ? silent : nothing;
  return { ...base, verdict: report ? verdict : "error", reason, checks: [] };
}
