import type { FunctionExit } from "./function-process.ts";

/** How one attempt at an invocation ended. */
export type InvocationOutcome =
  | { readonly kind: "returned" }
  | { readonly kind: "error"; readonly errorType: string; readonly errorMessage: string };

/** The outcome of an attempt that ran into the function's time limit, in Lambda's words. */
export function describeTimeout(requestId: string, timeoutMs: number): InvocationOutcome {
  const reason = `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;
  return describeFailure(requestId, "Sandbox.Timedout", reason);
}

/** The outcome of an attempt whose process did not finish its initialization in time. */
export function describeInitTimeout(requestId: string, initTimeoutMs: number): InvocationOutcome {
  const reason = `Initialization timed out after ${(initTimeoutMs / 1000).toFixed(2)} seconds`;
  return describeFailure(requestId, "Sandbox.Timedout", reason);
}

/** The outcome of an attempt whose process ended before it answered, in Lambda's words. */
export function describeExit(requestId: string, exit: FunctionExit): InvocationOutcome {
  return describeFailure(requestId, exit.outOfMemory ? "Runtime.OutOfMemory" : "Runtime.ExitError", exitReason(exit));
}

/** The outcome of an attempt whose process could not be started. */
export function describeStartFailure(requestId: string, error: unknown): InvocationOutcome {
  return describeFailure(
    requestId,
    "Runtime.InvalidEntrypoint",
    error instanceof Error ? error.message : String(error),
  );
}

/** The outcome of an attempt that the rehearsal itself ended: AWS has no counterpart. */
export function describeAbort(requestId: string, reason: unknown): InvocationOutcome {
  const cause = reason instanceof Error ? reason.message : String(reason);
  return describeFailure(requestId, "Rehearsal.Aborted", `The rehearsal ended the invocation: ${cause}`);
}

function describeFailure(requestId: string, errorType: string, reason: string): InvocationOutcome {
  return { kind: "error", errorType, errorMessage: `RequestId: ${requestId} Error: ${reason}` };
}

function exitReason({ code, signal }: FunctionExit): string {
  if (signal !== null) return `Runtime exited with error: signal: ${SIGNAL_NAMES[signal] ?? signal}`;
  if (code === 0) return "Runtime exited without providing a reason";
  return `Runtime exited with error: exit status ${code}`;
}

// As Lambda, which is written in Go, prints them.
const SIGNAL_NAMES: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: "aborted",
  SIGBUS: "bus error",
  SIGILL: "illegal instruction",
  SIGINT: "interrupt",
  SIGKILL: "killed",
  SIGSEGV: "segmentation fault",
  SIGTERM: "terminated",
};
