import type { Deployment } from "../deployment/deployment.ts";
import { getTargetHealth } from "../deployment/target-group.ts";
import type { Check } from "./check.ts";
import { describeTargetHealth } from "./describe-target-health.ts";

/** Blue is what a rollback returns to: it must be worth returning to. */
export const blueIsHealthy: Check<Deployment> = {
  name: "blue-is-healthy",
  run: async ({ deployment: { blue }, clients }, signal) => {
    const targets = (await getTargetHealth(clients, blue.targetGroup.arn, signal)).filter(
      ({ state }) => state !== "draining",
    );
    const healthy = targets.filter(({ state }) => state === "healthy");
    const where = `blue's target group ${blue.targetGroup.name}`;
    // A service that scales out has targets at any time that are not judged yet: they say nothing against the others.
    const others = targets.filter(({ state }) => state !== "healthy");
    if (healthy.length > 0 && others.every(({ state }) => state === "initial")) {
      const unknown =
        others.length > 0 ? `, the others not judged yet: ${others.map(describeTargetHealth).join("; ")}` : "";
      return {
        verdict: "passed",
        reason: `${healthy.length} of ${targets.length} targets of ${where} are healthy${unknown}.`,
      };
    }
    return {
      verdict: "failed",
      reason:
        `Expected every target of ${where} to be healthy, observed ${healthy.length} of ${targets.length}` +
        `${others.length > 0 ? `: ${others.map(describeTargetHealth).join("; ")}` : ""}. A rollback would return to these tasks: mend blue first, ` +
        `or set the mode of BeforeInstall to "observe" for the deployment that mends it.`,
    };
  },
};
