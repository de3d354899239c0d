import { CHECK_NAMES, type CheckName } from "../../../../shared/configuration/check-names.ts";
import type { HooksConfig } from "../../../../shared/configuration/schema.ts";
import type { Expected } from "./situation.ts";

/** Looks that take seconds, at what other situations are about. */
const NOT_NOW: readonly CheckName[] = ["targets-are-healthy", "capacity-is-complete", "green-targets-answer-health"];

const OF_AFTER_ALLOW_TRAFFIC: readonly CheckName[] = [
  "production-listener-answers-health",
  "green-is-no-worse-than-blue",
  "customers-are-served",
  "metrics-hold",
  "alarms-stay-silent",
];

/** After the shift, these of the checks that watch, and the listeners; all others are situations of their own. */
export function afterTheShift(...meant: readonly CheckName[]): Pick<HooksConfig, "checks"> {
  const off = { mode: "off", reason: "this situation is about something else" } as const;
  const left = [...NOT_NOW, ...OF_AFTER_ALLOW_TRAFFIC].filter((name) => !meant.includes(name));
  return { checks: Object.fromEntries(CHECK_NAMES.filter((name) => left.includes(name)).map((name) => [name, off])) };
}

/** A check after the shift fails green, and blue has its customers back. */
export function stoppedAfter(check: CheckName, says: RegExp): Expected {
  return { event: "AfterAllowTraffic", verdict: "failed", check, says, deployment: "Failed", rollback: "Succeeded" };
}

/** A check after the shift says this, and the deployment goes on. */
export function goesOn(check: CheckName, says: RegExp): Expected {
  return { event: "AfterAllowTraffic", verdict: "passed", check, says, deployment: "Succeeded" };
}
