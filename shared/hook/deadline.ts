/** The time of one invocation, shared out between looking and reporting. Disposing of it stops whatever still looks. */
export interface Deadline extends Disposable {
  /** When the checks must stop, in milliseconds since 1970. */
  readonly checksEndAt: number;
  /** Aborted when the checks must stop. */
  readonly checks: AbortSignal;
  /** Resolves a moment after `checks` was aborted, when what did not stop is no longer waited for. Never, once disposed of. */
  readonly overdue: Promise<void>;
  /** When `report` is aborted, in milliseconds since 1970. */
  readonly reportEndsAt: number;
  /** Aborted when the function is about to be ended by Lambda: nothing can be reported any more. */
  readonly report: AbortSignal;
}

/** The checks ran out of time. */
export class DeadlineError extends Error {
  override readonly name = "DeadlineError";
}

const LONGEST_RESERVE_MS = 15_000;
/** What the reserve does not fall below while that leaves the checks half of the time: a function's first calls are slow. */
const SHORT_RESERVE_MS = 3_000;
const LONGEST_GRACE_MS = 2_000;
const LAST_MOMENT_MS = 500;
/** Lambda may be late, and a report that comes too late does no harm: even without any time left one is tried. */
const SHORTEST_REPORT_MS = 1_000;

/**
 * A third of a short invocation, or 15 s of a long one, is kept for the report and its retries.
 * @param remainingMs what `context.getRemainingTimeInMillis()` says at the start; anything but a positive number is no time
 */
export function createDeadline(remainingMs: number): Deadline {
  const remaining = remainingMs > 0 ? remainingMs : 0;
  const reserve = Math.min(LONGEST_RESERVE_MS, Math.max(remaining / 3, Math.min(remaining / 2, SHORT_RESERVE_MS)));
  const checksMs = Math.floor(remaining - reserve);
  const graceMs = Math.min(LONGEST_GRACE_MS, reserve / 4);
  const reportMs = Math.max(remaining - Math.min(LAST_MOMENT_MS, reserve / 10), SHORTEST_REPORT_MS);
  const checks = new AbortController();
  const report = new AbortController();
  const overdue = Promise.withResolvers<void>();
  // Timers that keep the process alive: a check that waits for nothing real must not let Node leave before the report.
  const timers = [
    setTimeout(() => checks.abort(new DeadlineError(`The checks had ${(checksMs / 1000).toFixed(1)} s`)), checksMs),
    setTimeout(overdue.resolve, checksMs + graceMs),
    setTimeout(() => report.abort(new DeadlineError("The function is about to be ended by Lambda")), reportMs),
  ];
  const now = Date.now();
  return {
    checksEndAt: now + checksMs,
    reportEndsAt: now + reportMs,
    checks: checks.signal,
    overdue: overdue.promise,
    report: report.signal,
    [Symbol.dispose]: () => {
      timers.forEach(clearTimeout);
      checks.abort(new DeadlineError("The hook is over"));
    },
  };
}
