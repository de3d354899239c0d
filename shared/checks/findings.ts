import type { Readiness } from "../configuration/readiness-schema.ts";
import type { CheckResult } from "./check.ts";

/** Something that was found, and what in `readiness` says what is done about it. */
export interface Finding {
  readonly policy: keyof Readiness;
  /** Expected, observed, where, what to do. */
  readonly sentence: string;
}

/**
 * Fails where a policy says so; warnings stand in the reason of a pass.
 * @param good what was seen that is as it should be; empty where there is nothing
 */
export function judgeFindings(good: string, findings: readonly Finding[], readiness: Readiness): CheckResult {
  const of = (wanted: "fail" | "warn"): readonly Finding[] => {
    return findings.filter(({ policy }) => readiness[policy] === wanted);
  };
  const failures = of("fail").map(({ policy, sentence }) => `${sentence} (readiness.${policy})`);
  const warnings = of("warn").map(({ policy, sentence }) => `Warning (readiness.${policy}): ${sentence}`);
  if (failures.length > 0) return { verdict: "failed", reason: [...failures, ...warnings].join(" ") };
  return { verdict: "passed", reason: [good, ...warnings].filter((part) => part !== "").join(" ") };
}
