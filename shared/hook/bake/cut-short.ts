import type { BakeContext } from "../../checks/resumable-check.ts";
import type { Deployment } from "../../deployment/deployment.ts";
import type { CheckReport } from "../check-report.ts";
import { reportInBake } from "./report-in-bake.ts";

/** What is said of a check that is not waited for any more, because the whole is decided without it. */
export function cutShort(
  name: string,
  context: Pick<BakeContext<Deployment>, "configuration" | "bake">,
  note = "nothing yet.",
): CheckReport {
  const reason = `Cut short before it had decided. It had seen: ${note}`;
  return reportInBake(name, { verdict: "inconclusive", reason }, context);
}
