import type { InvocationOutcome } from "./invocation-outcome.ts";

/** What Lambda itself writes into a function's log when an invocation begins. */
export function startLine(requestId: string): string {
  return `START RequestId: ${requestId} Version: $LATEST`;
}

/** What the report on one attempt is made of. */
export interface AttemptReport {
  readonly requestId: string;
  readonly outcome: InvocationOutcome;
  readonly durationMs: number;
  readonly initMs: number | undefined;
  readonly memoryMb: number;
  readonly maxMemoryMb: number;
}

/** What Lambda itself writes when an attempt has ended, in its text format. */
export function endLines(report: AttemptReport): readonly string[] {
  const { requestId, outcome, durationMs, initMs, memoryMb, maxMemoryMb } = report;
  const failure = failureOf(outcome);
  const parts = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(durationMs + (initMs ?? 0))} ms`,
    `Memory Size: ${memoryMb} MB`,
    `Max Memory Used: ${Math.ceil(maxMemoryMb)} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
    ...(failure === undefined ? [] : failure),
  ];
  return [`END RequestId: ${requestId}`, parts.join("\t")];
}

/** Only what Lambda itself ended has a status: an error that a handler throws is a normal end. */
function failureOf(outcome: InvocationOutcome): readonly string[] | undefined {
  if (outcome.kind === "returned") return undefined;
  if (outcome.errorType === "Sandbox.Timedout") return ["Status: timeout"];
  return /^(Runtime|Rehearsal)\./.test(outcome.errorType)
    ? ["Status: error", `Error Type: ${outcome.errorType}`]
    : undefined;
}
