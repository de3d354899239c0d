import type { WarmUp } from "../probe/warm-up.ts";
import {
  adviceFor,
  count,
  countTargets,
  describeFailure,
  lostConnection,
  type ServiceResult,
} from "./sentence-parts.ts";

/**
 * A target that never answered well while it warmed up.
 * @param interrupted whether the warm-up was ended before its time
 */
export function describeWarmUp(
  subject: string,
  warm: readonly WarmUp[],
  tookMs: number,
  interrupted: boolean,
): ServiceResult {
  const cold = warm.filter(({ last }) => last?.kind !== "passed");
  const ofAll = `${countTargets(assignmentsOf(cold))} of ${countTargets(assignmentsOf(warm))}`;
  const lead = `${ofAll} (${subject}) gave no good answer in ${(tookMs / 1000).toFixed(1)} s of warm-up`;
  const { reason, ...worst } = describeWorst(cold, warm.length > cold.length);
  if (interrupted) {
    const end = `${lead}, when this function's time was up: raise its timeout in serverless.yml.`;
    return { verdict: "inconclusive", reason: `${reason} ${end}` };
  }
  return { ...worst, reason: `${reason} ${lead}.` };
}

/** @param othersAnswer then the way is open, and what cannot be reached is the target's own fault */
function describeWorst(cold: readonly WarmUp[], othersAnswer: boolean): ServiceResult {
  for (const { assignment, last, attempts } of cold) {
    if (last?.kind === "failed") {
      const reason = `${describeFailure(assignment, last)}, in the last of ${count(attempts, "attempt")}. ${adviceFor(last)}`;
      return { verdict: "failed", reason, ...lostConnection(last) };
    }
  }
  for (const { assignment, last, attempts } of cold) {
    if (last?.kind === "error") {
      const itsOwn = othersAnswer && last.where === "way";
      const cause = itsOwn ? "this target itself, since others answer: it may have stopped, or hang" : last.likelyCause;
      return {
        verdict: itsOwn ? "failed" : "error",
        reason: `${assignment.target.label}: ${last.request}: expected an answer, observed ${last.observed}, in the last of ${count(attempts, "attempt")}. Likely cause: ${cause}.`,
      };
    }
  }
  return { verdict: "inconclusive", reason: "Not one attempt ended." };
}

function assignmentsOf(warm: readonly WarmUp[]): readonly WarmUp["assignment"][] {
  return warm.map(({ assignment }) => assignment);
}
