import { combineVerdicts, type Verdict } from "../verdict/verdict.ts";
import type { CheckReport } from "./run-checks.ts";

/** What a hook has to say about a deployment. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly checks: readonly CheckReport[];
}

/** The verdict of all checks together; its reason speaks of those that decided it. */
export function judgeChecks(checks: readonly CheckReport[]): Judgement {
  const verdict = combineVerdicts(checks.map((check) => check.verdict));
  if (checks.length === 0) return { verdict, reason: "No check ran, and nothing checked is not a pass.", checks };
  const deciding = checks.filter((check) => check.verdict !== "passed");
  const speaking = deciding.length > 0 ? deciding : checks;
  const lead = `${checks.length - deciding.length} of ${checks.length} checks passed.`;
  return { verdict, reason: `${lead} ${speaking.map(({ name, reason }) => `${name}: ${reason}`).join(" ")}`, checks };
}
