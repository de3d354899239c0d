import type { CheckResult } from "../checks/check.ts";
import type { CrashGuard } from "./crash-guard.ts";
import type { Deadline } from "./deadline.ts";
import { describeError } from "./describe-error.ts";

/** An error came up where nobody waited for it: in a timer, an event listener, or a promise that was let go. */
export class CrashError extends Error {
  override readonly name = "CrashError";
}

/** Why nothing is waited for any more: what it makes of a check that has not ended. */
export interface Interruption extends CheckResult {
  /** For the log, with its stack. */
  readonly error: unknown;
}

/** Resolves when the function crashes, or when what should have stopped did not; never in a hook that ends by itself. */
export function interruptionBy(
  guard: Pick<CrashGuard, "crashed">,
  deadline: Pick<Deadline, "checks" | "overdue">,
): Promise<Interruption> {
  return Promise.race([
    guard.crashed.then(({ error: cause }): Interruption => {
      const error = new CrashError("The function crashed", { cause });
      return { verdict: "error", reason: describeError(error), error };
    }),
    deadline.overdue.then((): Interruption => ({ ...outOfTime(deadline.checks), error: deadline.checks.reason })),
  ]);
}

/** What `work` comes to. Rejects with the interruption's error where that is sooner. */
export function orInterrupted<T>(work: Promise<T>, interruption: Promise<Interruption>): Promise<T> {
  return Promise.race([
    work,
    interruption.then(({ error }): never => {
      throw error;
    }),
  ]);
}

/** What is said of a check that had not ended when `checks` was aborted. */
export function outOfTime(checks: AbortSignal): CheckResult {
  return {
    verdict: "inconclusive",
    reason: `Not finished when time was up (${describeError(checks.reason)}). Raise the function's timeout in serverless.yml, or find what the check waits for.`,
  };
}
