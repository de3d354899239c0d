import { noEvidence, type Evidence } from "../record/evidence.ts";
import type { Deadline } from "./deadline.ts";
import { describeError } from "./describe-error.ts";

const LONGEST_MS = 8_000;
/** Not even one call is answered in less. */
const SHORTEST_MS = 100;
/** Of the time that is kept for the report, where the checks have used up their own: the report has four fifths at least. */
const SHARE_OF_REPORT = 1 / 5;
/** Of its time, after which it is told to stop: what it has by then it can still hand over. */
const SHARE_TO_LOOK = 0.9;

/** Gathering took all the time that there was. */
class EvidenceError extends Error {
  override readonly name = "EvidenceError";
}

/**
 * Gathers evidence before the report, for some seconds, and not at its expense. Never rejects, and does not wait for a
 * gathering that does not stop.
 */
export async function gatherInTime(
  gather: (signal: AbortSignal) => Promise<Evidence>,
  { checksEndAt, reportEndsAt }: Pick<Deadline, "checksEndAt" | "reportEndsAt">,
): Promise<Evidence> {
  const allowedMs = checksEndAt - Date.now() + (reportEndsAt - checksEndAt) * SHARE_OF_REPORT;
  const ms = Math.min(LONGEST_MS, allowedMs);
  if (ms < SHORTEST_MS) return noEvidence("Nothing was gathered: there was no time left before the report.");
  const seconds = (ms / 1000).toFixed(1);
  const late = new AbortController();
  const overdue = Promise.withResolvers<Evidence>();
  const timers = [
    setTimeout(() => late.abort(new EvidenceError(`not gathered in ${seconds} s`)), ms * SHARE_TO_LOOK),
    setTimeout(() => overdue.resolve(noEvidence(`Nothing was gathered: it did not end in ${seconds} s.`)), ms),
  ];
  try {
    return await Promise.race([gather(late.signal), overdue.promise]);
  } catch (error) {
    return noEvidence(`Nothing was gathered: ${describeError(error)}.`);
  } finally {
    timers.forEach(clearTimeout);
    late.abort(new EvidenceError("the gathering is over"));
  }
}
