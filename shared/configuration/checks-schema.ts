import * as v from "valibot";
import { CHECK_NAMES, type CheckName } from "./check-names.ts";
import { strictObject } from "./strict-object.ts";
import { nonEmpty } from "./text-schema.ts";

export const CHECK_MODES = ["enforce", "observe", "off"] as const;

const enforced = strictObject({ mode: v.literal("enforce"), reason: v.optional(nonEmpty) });
/** Who meets a gate that was taken down wants to know why, and whether that still holds. */
const excepted = strictObject({
  mode: v.picklist(
    ["observe", "off"],
    ({ received }) => `expected "enforce", "observe" or "off", received ${received}`,
  ),
  reason: nonEmpty,
});

const setting = v.lazy((input): typeof enforced | typeof excepted =>
  typeof input === "object" && input !== null && "mode" in input && input.mode === "enforce" ? enforced : excepted,
);

const optionalSetting = v.optional(setting);

/** One optional member for each check: what is left out is enforced. */
export const checkSettings = v.optional(
  strictObject(
    // A record of all names, which Object.fromEntries cannot say of itself.
    Object.fromEntries(CHECK_NAMES.map((name) => [name, optionalSetting])) as Record<CheckName, typeof optionalSetting>,
  ),
  {},
);

/**
 * - `enforce`: its verdict counts.
 * - `observe`: it is run and its verdict recorded, and does not count.
 * - `off`: it is not run.
 */
export type CheckMode = (typeof CHECK_MODES)[number];

/** How one check is treated, and why it is no longer enforced. */
export interface CheckSetting {
  readonly mode: CheckMode;
  readonly reason?: string | undefined;
}

/** The setting of a check in force. @param name any: a name that the configuration has nothing for is enforced */
export function settingOf(checks: Readonly<Record<string, CheckSetting | undefined>>, name: string): CheckSetting {
  return (Object.hasOwn(checks, name) ? checks[name] : undefined) ?? { mode: "enforce" };
}
