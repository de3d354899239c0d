import type { Configuration } from "../../configuration/schema.ts";
import type { Alarm } from "../../deployment/alarms.ts";
import { combineVerdicts, type Verdict } from "../../verdict/verdict.ts";
import type { CheckResult } from "../check.ts";
import { count } from "../sentence-parts.ts";

/** What an alarm comes to that neither fires nor is well. */
type Policies = Pick<Configuration["alarms"], "insufficientData" | "missing">;

export const VERDICT_OF = { pass: "passed", inconclusive: "inconclusive", fail: "failed" } as const satisfies Record<
  string,
  Verdict
>;

/** The alarms that fire, each as a clause: `errors is in ALARM (7 > 5)`. */
export function describeFiring(alarms: readonly Alarm[]): readonly string[] {
  return alarms.flatMap(({ name, state, reason }) => {
    return state === "ALARM" ? [`${name} is in ALARM${reason === undefined ? "" : ` (${reason})`}`] : [];
  });
}

/** An alarm that fires decides at once; undefined where none does. */
export function findFiring(alarms: readonly Alarm[]): CheckResult | undefined {
  const firing = describeFiring(alarms);
  if (firing.length === 0) return undefined;
  return {
    verdict: "failed",
    reason: `Expected no alarm to fire after the shift, observed ${firing.length} of ${alarms.length} in ALARM: ${firing.join("; ")}. Look at what it measures since green serves.`,
  };
}

/** What silent alarms come to when they are no longer watched. */
export function judgeSilence(alarms: readonly Alarm[], policies: Policies, watched: string): CheckResult {
  const findings = alarms.map(({ name, state }) => {
    if (state === "OK") return { verdict: "passed", words: `${name} OK` } as const;
    if (state === "missing")
      return { verdict: VERDICT_OF[policies.missing], words: `${name} is not known to CloudWatch` };
    // A state that is not documented is not taken for a good one.
    const policy = state === "INSUFFICIENT_DATA" ? policies.insufficientData : "inconclusive";
    return { verdict: VERDICT_OF[policy], words: `${name} is in ${state}` };
  });
  const verdict = combineVerdicts(findings.map((each) => each.verdict));
  if (verdict === "passed") {
    return { verdict, reason: `No alarm fired ${watched}: ${findings.map(({ words }) => words).join(", ")}.` };
  }
  const wrong = findings.filter((each) => each.verdict !== "passed").map(({ words }) => words);
  return {
    verdict,
    reason: `Expected ${count(alarms.length, "alarm")} to be OK, observed ${wrong.length} that cannot tell: ${wrong.join("; ")}. Create what is missing, set TreatMissingData, or say in hooks.config.ts what it comes to (alarms).`,
  };
}
