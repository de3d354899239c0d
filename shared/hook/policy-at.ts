import { modeAt } from "../configuration/mode-at.ts";
import type { Configuration } from "../configuration/schema.ts";
import type { HookEvent } from "../deployment/lifecycle-event.ts";
import type { StatusPolicy } from "../verdict/status.ts";

/** Where the configuration cannot be read, nobody has allowed anything. */
export function policyAt(event: HookEvent, configuration: Configuration | undefined): StatusPolicy {
  if (!configuration) return { mode: "enforce", alsoSucceedOn: [] };
  return { mode: modeAt(event, configuration), alsoSucceedOn: configuration.alsoSucceedOn };
}
