import { expect } from "vitest";
import type { RehearsalResult } from "../../../../rehearsal/result.ts";
import type { Expected } from "./situation.ts";

/** How a deployment ended. @param continuations in how many further invocations its bake went on */
export function endingOf(result: RehearsalResult, expected: Expected, continuations: number) {
  const { deployment, hooks, rollback, statusReports, trafficShifts } = result;
  const hook = hooks.find(({ lifecycleEvent }) => lifecycleEvent === expected.event);
  // A hook that was not listened to any more may have found the same.
  const isHeard = hook !== undefined && hook.status !== "none";
  const accepted = statusReports.filter((report) => report.accepted).map(({ lifecycleEvent }) => lifecycleEvent);
  return {
    deployment: deployment.status,
    rollback: rollback?.status,
    shifts: trafficShifts.map(({ greenPercentage }) => greenPercentage),
    verdict: isHeard ? hook.verdict : "none",
    doubtful: (isHeard ? hook.checks : [])
      .filter(({ mode, verdict, reason }) => {
        return mode === "enforce" && verdict !== "passed" && !reason.startsWith("Cut short");
      })
      .map(({ name }) => name),
    says: sentence(result, expected),
    reportedTwice: accepted.filter((event, index) => accepted.indexOf(event) !== index),
    // One that a busy machine is slow to begin is invoked twice.
    wentOnEnough: continuations >= (expected.continuations ?? 0),
  };
}

/** The same, as it should be. */
export function endingExpected(expected: Expected): ReturnType<typeof endingOf> {
  const { event, verdict, check } = expected;
  const isDoubt = verdict !== "passed" && verdict !== "none";
  const isShifted = event === "AfterAllowTraffic" || event === "AllowTraffic";
  return {
    deployment: expected.deployment,
    rollback: expected.rollback,
    shifts: [...(expected.shifts ?? (isShifted ? [100] : []))],
    verdict,
    doubtful: [...(expected.doubtful ?? (isDoubt && check !== undefined ? [check] : []))],
    says: expect.stringMatching(expected.says),
    reportedTwice: [],
    wentOnEnough: true,
  };
}

/** What whoever decided says of it. */
function sentence({ hooks, deployment }: RehearsalResult, { event, verdict, check }: Expected): string {
  if (verdict === "none") return deployment.errorInformation?.message ?? "";
  const hook = hooks.find(({ lifecycleEvent }) => lifecycleEvent === event);
  if (check === undefined) return hook?.reason ?? "";
  return hook?.checks.find(({ name }) => name === check)?.reason ?? "";
}
