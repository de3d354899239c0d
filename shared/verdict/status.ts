import type { Verdict } from "./verdict.ts";

/** The two values that PutLifecycleEventHookExecutionStatus accepts. */
export type HookStatus = "Succeeded" | "Failed";

/**
 * - `enforce`: the verdict decides.
 * - `observe`: `Succeeded` is reported whatever the verdict, which is recorded all the same: a way to try the gate.
 */
export type Mode = "enforce" | "observe";

/** What a team decides about verdicts that are neither yes nor no. */
export interface StatusPolicy {
  readonly mode: Mode;
  /** Verdicts that are reported as `Succeeded` beside `passed`. `failed` cannot be among them: that is what `observe` is for. */
  readonly alsoSucceedOn: readonly ("inconclusive" | "error")[];
}

/** The one place where a verdict becomes the status that CodeDeploy is told. */
export function statusFor(verdict: Verdict, policy: StatusPolicy): HookStatus {
  const isYes = verdict === "passed" || (verdict !== "failed" && policy.alsoSucceedOn.includes(verdict));
  return isYes || policy.mode === "observe" ? "Succeeded" : "Failed";
}
