import type { BakeContext } from "../../checks/resumable-check.ts";
import type { Deployment } from "../../deployment/deployment.ts";
import { modeOf, type CheckReport } from "../check-report.ts";

/** What is said of a check that is not waited for any more, because the whole is decided without it. */
export function cutShort(
  name: string,
  { configuration, bake }: Pick<BakeContext<Deployment>, "configuration" | "bake">,
  note = "nothing yet.",
): CheckReport {
  return {
    name,
    ...modeOf(configuration.checks, name),
    verdict: "inconclusive",
    reason: `Cut short before it had decided. It had seen: ${note}`,
    durationMs: Date.now() - bake.startedAt,
  };
}
