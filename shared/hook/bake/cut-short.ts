import type { Bake } from "../../checks/resumable-check.ts";
import type { CheckReport } from "../run-checks.ts";

/** What is said of a check that is not waited for any more, because the whole is decided without it. */
export function cutShort(name: string, { startedAt }: Bake, note = "nothing yet"): CheckReport {
  return {
    name,
    verdict: "inconclusive",
    reason: `Cut short before it had decided. It had seen: ${note}`,
    durationMs: Date.now() - startedAt,
  };
}
