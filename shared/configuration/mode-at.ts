import type { HookEvent } from "../deployment/lifecycle-event.ts";
import type { Configuration } from "./schema.ts";

/** Whether the verdicts of a lifecycle event decide, or are only recorded. */
export function modeAt(event: HookEvent, { mode = "enforce" }: Pick<Configuration, "mode">): "enforce" | "observe" {
  return typeof mode === "string" ? mode : (mode[event] ?? "enforce");
}
