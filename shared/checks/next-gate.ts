import { decidesAfterShift } from "../configuration/decides-after-shift.ts";
import { planFor } from "../configuration/plan-for.ts";
import type { Configuration } from "../configuration/schema.ts";

/** What a function takes beside its probing: its start, and the report with its retries. */
const BESIDE_MS = 15_000;

/**
 * Milliseconds that AfterAllowTraffic's probes may take until they have decided, by what the configuration allows its checks,
 * which run at the same time: blue must be there until then, to be compared with. What CloudWatch counts of blue is there
 * without it.
 */
export function nextGateMs(configuration: Configuration): number {
  const { probing } = planFor(configuration, "production-listener-answers-health");
  // What is learnt of blue is learnt in that time.
  const compared = decidesAfterShift(configuration, "green-is-no-worse-than-blue")
    ? configuration.comparison.atMost
    : 0;
  return Math.max(probing.warmUp + probing.atMost, compared) + BESIDE_MS;
}
