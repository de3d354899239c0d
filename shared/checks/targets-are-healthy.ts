import { setTimeout as sleep } from "node:timers/promises";
import type { InstalledDeployment } from "../deployment/deployment.ts";
import { getTargetHealth, type TargetHealth } from "../deployment/target-group.ts";
import type { Check, CheckResult } from "./check.ts";
import { describeTargetHealth } from "./describe-target-health.ts";

const BETWEEN_LOOKS_MS = 1_000;

/** Not a judgement: the load balancer has not looked yet, or not often enough. */
const NOT_YET_KNOWN = ["initial", "unused", "unavailable"];

/**
 * Every target of green is healthy to the load balancer. Under AllAtOnce, CodeDeploy itself does not wait for that
 * ("Troubleshoot issues with ECS deployments"), so it is waited for here: unknown states as long as there is time, an
 * unhealthy one as long as a new task may take to warm up.
 */
export const targetsAreHealthy: Check<InstalledDeployment> = {
  name: "targets-are-healthy",
  run: async ({ deployment: { green }, configuration, clients }, signal) => {
    const giveUpAt = performance.now() + configuration.probing.warmUp;
    for (;;) {
      const targets = await getTargetHealth(clients, green.targetGroup.arn, signal);
      const counted = targets.filter(({ state }) => state !== "draining");
      const others = counted.filter(({ state }) => state !== "healthy");
      const enough = counted.length >= green.desiredCount && counted.length > 0;
      if (others.length === 0 && enough) {
        const { length } = counted;
        return {
          verdict: "passed",
          reason: `${length} of ${length} targets of green's target group ${green.targetGroup.name} are healthy.`,
        };
      }
      const waiting = others.length > 0 && others.every(({ state }) => NOT_YET_KNOWN.includes(state));
      const result = notHealthy(green, counted, others, waiting);
      if (!waiting && performance.now() > giveUpAt) return result;
      try {
        await sleep(BETWEEN_LOOKS_MS, undefined, { signal });
      } catch {
        return result;
      }
    }
  },
};

function notHealthy(
  green: InstalledDeployment["green"],
  counted: readonly TargetHealth[],
  others: readonly TargetHealth[],
  waiting: boolean,
): CheckResult {
  const healthy = counted.length - others.length;
  return {
    verdict: waiting ? "inconclusive" : "failed",
    reason:
      `Expected ${green.desiredCount} healthy targets in green's target group ${green.targetGroup.name}, observed ` +
      `${healthy} healthy of ${counted.length}${others.length > 0 ? `: ${others.map(describeTargetHealth).join("; ")}` : ""}. ` +
      (waiting
        ? "The load balancer has not judged them in the time there was: its health check interval may be longer than this function's time-out."
        : "Compare the health check's path, port and codes with what the tasks answer, and their security group with the load balancer's."),
  };
}
