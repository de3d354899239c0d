import { isWorthRetrying } from "../deployment/is-worth-retrying.ts";
import { pause } from "../deployment/pause.ts";
import { isAlreadyReported, type StatusReport } from "../deployment/put-status.ts";

/** The status could not be reported: CodeDeploy will wait for it until its hour is over. */
export class ReportError extends Error {
  // `serverless invoke local` shows the name of the class, which is minified.
  static override readonly name = "ReportError";
  override readonly name = "ReportError";
}

export interface ReportPorts {
  /** One attempt. */
  readonly put: (report: StatusReport, signal: AbortSignal) => Promise<void>;
  /** Told of every attempt that will be repeated. */
  readonly onRetry: (error: unknown, attempt: number, waitMs: number) => void;
  /** Milliseconds before attempt number `attempt + 1`. */
  readonly backoff: (attempt: number) => number;
}

export interface Reported {
  readonly attempts: number;
  /** True where the event was completed before, by an earlier invocation or because the deployment was stopped: this status had no effect. */
  readonly already: boolean;
}

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 3_000;
const ATTEMPT_MS = 4_000;

/** Doubling waits with full jitter, 3 s at most: many hooks may be throttled at the same moment. */
export function jitteredBackoff(attempt: number, random: () => number = Math.random): number {
  return Math.ceil(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1)) * (0.5 + random() / 2));
}

/**
 * Reports once, trying for as long as `signal` allows. An attempt that AWS does not answer is given up after 4 s.
 * @throws {ReportError} with the last refusal as its cause
 */
export async function reportStatus(report: StatusReport, ports: ReportPorts, signal: AbortSignal): Promise<Reported> {
  for (let attempts = 1; ; attempts += 1) {
    const attemptTime = AbortSignal.timeout(ATTEMPT_MS);
    try {
      await ports.put(report, AbortSignal.any([signal, attemptTime]));
      return { attempts, already: false };
    } catch (error) {
      if (isAlreadyReported(error)) return { attempts, already: true };
      const again = isWorthRetrying(error) || (attemptTime.aborted && !signal.aborted);
      if (!again || signal.aborted) throw failure(report, attempts, error);
      const waitMs = ports.backoff(attempts);
      ports.onRetry(error, attempts, waitMs);
      await pause(waitMs, signal).catch(() => {
        throw failure(report, attempts, error);
      });
    }
  }
}

function failure({ deploymentId, status }: StatusReport, attempts: number, cause: unknown): ReportError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const tries = attempts === 1 ? "1 attempt" : `${attempts} attempts`;
  return new ReportError(`${status} could not be reported for deployment ${deploymentId} in ${tries}: ${why}`, {
    cause,
  });
}
