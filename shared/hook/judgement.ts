import { combineVerdicts, type Verdict } from "../verdict/verdict.ts";
import type { CheckReport } from "./check-report.ts";

/** What a hook has to say about a deployment. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: string;
  /** All of them, those that do not count included. */
  readonly checks: readonly CheckReport[];
}

const SEVERITY: readonly Verdict[] = ["failed", "error", "inconclusive", "passed"];

/** The verdict of all checks that count; its reason speaks of those that decided it, and names those that do not count. */
export function judgeChecks(checks: readonly CheckReport[]): Judgement {
  const counting = checks.filter(({ mode }) => mode === "enforce");
  const notCounted = describeNotCounted(checks);
  if (counting.every(({ notApplicable }) => notApplicable === true)) {
    const which = checks.length === 0 ? "No check ran" : "No check that counts looked at anything";
    const reason = `${which}, and nothing checked is not a pass.${notCounted}`;
    return { verdict: combineVerdicts([]), reason, checks };
  }
  const verdict = combineVerdicts(counting.map((check) => check.verdict));
  // The worst first: it is what a person on call looks for.
  const deciding = counting
    .filter((check) => check.verdict !== "passed")
    .toSorted((one, other) => SEVERITY.indexOf(one.verdict) - SEVERITY.indexOf(other.verdict));
  const speaking = deciding.length > 0 ? deciding : counting;
  const lead = `${counting.length - deciding.length} of ${counting.length} checks passed.`;
  const said = speaking.map(({ name, reason }) => `${name}: ${reason}`).join(" ");
  return { verdict, reason: `${lead} ${said}${notCounted}`, checks };
}

/** ` Not counted: blue-is-healthy (off), targets-are-healthy (observed: failed).` */
function describeNotCounted(checks: readonly CheckReport[]): string {
  const each = checks.flatMap(({ name, mode, verdict }) => {
    if (mode === "enforce") return [];
    return [`${name} (${mode === "off" ? "off" : `observed: ${verdict}`})`];
  });
  return each.length === 0 ? "" : ` Not counted: ${each.join(", ")}.`;
}
