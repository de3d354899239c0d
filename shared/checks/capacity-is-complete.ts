import type { InstalledDeployment } from "../deployment/deployment.ts";
import type { Check } from "./check.ts";
import { count } from "./sentence-parts.ts";

/** Green has all the tasks it should have: with fewer, the shift itself would overload it. */
export const capacityIsComplete: Check<InstalledDeployment> = {
  name: "capacity-is-complete",
  run: async ({ deployment: { green, service } }) => {
    const { desiredCount, runningCount, pendingCount } = green;
    const where = `Task set ${green.id} of service ${service}`;
    if (desiredCount === 0) {
      return {
        verdict: "failed",
        reason: `${where}: expected at least 1 task, observed a desired count of 0. Nobody would answer customers: raise the service's desired count.`,
      };
    }
    if (runningCount >= desiredCount && pendingCount === 0) {
      return { verdict: "passed", reason: `${where} has ${runningCount} of ${desiredCount} tasks running.` };
    }
    return {
      verdict: "failed",
      reason: `${where}: expected ${count(desiredCount, "task")} running and none pending, observed ${runningCount} running, ${pendingCount} pending. Look at the service's events for tasks that stop or cannot be placed.`,
    };
  },
};
