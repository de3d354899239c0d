import { settingOf } from "./checks-schema.ts";
import type { CheckName } from "./check-names.ts";
import type { Configuration } from "./schema.ts";

/** Whether a check that takes time after the shift is run there, and its verdict decides: else, what it needs is not looked for before. */
export function decidesAfterShift(
  { bake, checks, mode = "enforce" }: Pick<Configuration, "bake" | "checks" | "mode">,
  check: CheckName,
): boolean {
  const modeThere = typeof mode === "string" ? mode : (mode.AfterAllowTraffic ?? "enforce");
  return bake > 0 && modeThere === "enforce" && settingOf(checks, check).mode === "enforce";
}
