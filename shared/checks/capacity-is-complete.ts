import type { InstalledDeployment } from "../deployment/deployment.ts";
import type { Check } from "./check.ts";

/** Green has all the tasks it should have: with fewer, the shift itself would overload it. */
export const capacityIsComplete: Check<InstalledDeployment> = {
  name: "capacity-is-complete",
  run: async ({ deployment: { green, service } }) => {
    const { desiredCount, runningCount, pendingCount } = green;
    const counts = `${runningCount} running, ${pendingCount} pending`;
    if (desiredCount > 0 && runningCount === desiredCount && pendingCount === 0) {
      return { verdict: "passed", reason: `Green's task set has ${runningCount} of ${desiredCount} tasks running.` };
    }
    return {
      verdict: "failed",
      reason: `Task set ${green.id} of service ${service}: expected ${desiredCount} tasks running and none pending, observed ${counts}. Look at the service's events for tasks that stop or cannot be placed.`,
    };
  },
};
