import type { CheckResult } from "../checks/check.ts";
import { settingOf, type CheckMode, type CheckSetting } from "../configuration/checks-schema.ts";

/** How a check is treated, and why it is not enforced. */
export interface ReportedMode {
  /** Only the verdict of one that is enforced counts. */
  readonly mode: CheckMode;
  readonly modeReason?: string;
}

/** A check's result, with its name and the time it took. */
export interface CheckReport extends CheckResult, ReportedMode {
  readonly name: string;
  readonly durationMs: number;
}

/** The `checks` of a configuration. */
type Settings = Readonly<Record<string, CheckSetting | undefined>>;

/** How the configuration treats the check of this name. */
export function modeOf(checks: Settings, name: string): ReportedMode {
  const { mode, reason } = settingOf(checks, name);
  return { mode, ...(mode !== "enforce" && reason !== undefined && { modeReason: reason }) };
}

/** What is said of a check that is off: nothing was looked at, which is no pass, and does not count either. Undefined for one that is not. */
export function reportOff(checks: Settings, name: string): CheckReport | undefined {
  const set = modeOf(checks, name);
  if (set.mode !== "off") return undefined;
  const reason = `Not run: hooks.config.ts has it off (${set.modeReason ?? "no reason given"}).`;
  return { name, ...set, verdict: "inconclusive", reason, durationMs: 0 };
}
