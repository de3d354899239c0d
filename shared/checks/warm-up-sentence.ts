import type { WarmUp } from "../probe/warm-up.ts";
import {
  adviceFor,
  countTargets,
  describeFailure,
  lostConnection,
  repeatOf,
  TIME_WAS_UP,
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
  const all = countTargets(assignmentsOf(warm));
  const who = all === 1 ? capitalised(subject) : `${countTargets(assignmentsOf(cold))} of ${subject}`;
  const lead = `${who} gave no good answer in ${(tookMs / 1000).toFixed(1)} s of warm-up`;
  const { reason, ...worst } = describeWorst(cold, warm.length > cold.length);
  // The verdict stays: wrong answers up to the very end are evidence, and must not become doubt for want of time.
  const end = interrupted ? `, when ${TIME_WAS_UP}` : "";
  return { ...worst, reason: `${reason} ${lead}${end}.` };
}

/** @param othersAnswer then the way is open, and what cannot be reached is the target's own fault */
function describeWorst(cold: readonly WarmUp[], othersAnswer: boolean): ServiceResult {
  for (const { assignment, last, attempts } of cold) {
    if (last?.kind === "failed") {
      const reason = `${describeFailure(assignment, last)}, ${lastOf(attempts)}. ${adviceFor(last)}`;
      return { verdict: "failed", reason, ...lostConnection(last), ...repeatOf(assignment) };
    }
  }
  for (const { assignment, last, attempts } of cold) {
    if (last?.kind === "error") {
      const itsOwn = othersAnswer && last.where === "way";
      const cause = itsOwn ? "this target itself, since others answer: it may have stopped, or hang" : last.likelyCause;
      return {
        verdict: itsOwn ? "failed" : "error",
        reason: `${assignment.target.label}: ${last.request}: expected an answer, observed ${last.observed}, ${lastOf(attempts)}. Likely cause: ${cause}.`,
      };
    }
  }
  return { verdict: "inconclusive", reason: "Not one attempt ended." };
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function lastOf(attempts: number): string {
  return attempts === 1 ? "in the only attempt" : `in the last of ${attempts} attempts`;
}

function assignmentsOf(warm: readonly WarmUp[]): readonly WarmUp["assignment"][] {
  return warm.map(({ assignment }) => assignment);
}
