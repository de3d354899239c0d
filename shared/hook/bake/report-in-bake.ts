import type { CheckResult } from "../../checks/check.ts";
import type { BakeContext } from "../../checks/resumable-check.ts";
import type { Deployment } from "../../deployment/deployment.ts";
import { modeOf, type CheckReport } from "../check-report.ts";

/** What a check came to during a bake, in which it took all the time since the bake began. */
export function reportInBake(
  name: string,
  result: CheckResult,
  { configuration, bake }: Pick<BakeContext<Deployment>, "configuration" | "bake">,
): CheckReport {
  return { name, ...modeOf(configuration.checks, name), ...result, durationMs: Date.now() - bake.startedAt };
}
