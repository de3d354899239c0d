import { settingOf } from "./checks-schema.ts";
import { modeAt } from "./mode-at.ts";
import type { CheckName } from "./check-names.ts";
import type { Configuration } from "./schema.ts";

/** Whether a check that takes time after the shift is run there, and its verdict decides: else, what it needs is not looked for before. */
export function decidesAfterShift(
  configuration: Pick<Configuration, "bake" | "checks" | "mode">,
  check: CheckName,
): boolean {
  return configuration.bake > 0 && isEnforcedAfterShift(configuration, check);
}

/** Whether what a check finds after the shift is to decide, also where there is no bake for it. */
export function isEnforcedAfterShift(configuration: Pick<Configuration, "checks" | "mode">, check: CheckName): boolean {
  const isDecided = modeAt("AfterAllowTraffic", configuration) === "enforce";
  return isDecided && settingOf(configuration.checks, check).mode === "enforce";
}
