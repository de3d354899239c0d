import { combineVerdicts } from "../../verdict/verdict.ts";
import type { CheckResult } from "../check.ts";

/** The verdict of all, and the reasons of those that decide it. */
export function combineResults(results: readonly CheckResult[]): CheckResult {
  const verdict = combineVerdicts(results.map((each) => each.verdict));
  const deciding = results.filter((each) => each.verdict === verdict);
  return { verdict, reason: deciding.map(({ reason }) => reason).join(" ") };
}
