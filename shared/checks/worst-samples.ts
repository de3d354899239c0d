import type { Outcome } from "../probe/outcome.ts";
import type { Target } from "../probe/target.ts";
import type { WarmUp } from "../probe/warm-up.ts";
import type { CheckResult, WorstSample } from "./check.ts";
import type { Seen } from "./seen.ts";

/** A check hands up so many. */
export const MOST_WORST = 5;
const LONGEST = 400;

/** `green task 3f2a (10.0.1.7:8080, eu-west-1a): GET http://10.0.1.7:8080/health: expected status 200, observed status 500` */
export function sampleOf({ label, address }: Target, outcome: Outcome): WorstSample {
  return { text: cutSample(`${label}: ${outcome.request}${whatCameOf(outcome)}`), address };
}

/** Labels are AWS's, and what was observed is one line already. */
export function cutSample(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** `result` with the worst of what was seen, where it is no pass: the last error of each member, and the slowest answer. */
export function withWorstSeen<Result extends CheckResult>(
  result: Result,
  { assignments, failures, slowest, faults }: Seen,
): Result {
  const failed = [...failures].flatMap(([member, outcome]) => {
    const assignment = assignments[member];
    return assignment ? [sampleOf(assignment.target, outcome)] : [];
  });
  const others = [slowest, faults.at(-1)].flatMap((each) =>
    each ? [sampleOf(each.assignment.target, each.outcome)] : [],
  );
  // The others have their place, however many members failed.
  return withWorst(result, [...failed.slice(0, MOST_WORST - others.length), ...others]);
}

/** `result` with the last answers of targets that did not warm up. */
export function withWorstOfWarmUp<Result extends CheckResult>(result: Result, warm: readonly WarmUp[]): Result {
  const cold = warm.flatMap(({ assignment, last }) => {
    return last && last.kind !== "passed" ? [sampleOf(assignment.target, last)] : [];
  });
  return withWorst(result, cold);
}

/** `result` with samples, the worst first; a pass has none to show. */
export function withWorst<Result extends CheckResult>(result: Result, worst: readonly WorstSample[]): Result {
  if (result.verdict === "passed" || worst.length === 0) return result;
  return { ...result, worst: worst.slice(0, MOST_WORST) };
}

function whatCameOf(outcome: Outcome): string {
  if (outcome.kind === "passed") return ` took ${Math.ceil(outcome.latencyMs)} ms`;
  const expected = outcome.kind === "failed" ? outcome.expected : "an answer";
  return `: expected ${expected}, observed ${outcome.observed}`;
}
