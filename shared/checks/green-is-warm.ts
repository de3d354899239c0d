import type { InstalledDeployment } from "../deployment/deployment.ts";
import type { Check, CheckResult } from "./check.ts";

/**
 * Load on green, through the test listener, until its latency has settled: under AllAtOnce every customer meets green in the
 * same second. Green may be slow to settle; it may not fail under load. Off unless `warmUpLoad` is configured.
 */
export const greenIsWarm: Check<InstalledDeployment> = {
  name: "green-is-warm",
  run: async ({ deployment, configuration }, signal) => {
    const { warmUpLoad } = configuration;
    if (!warmUpLoad) return notApplicable("hooks.config.ts asks for no warmUpLoad");
    const { testListener, deploymentGroup } = deployment;
    if (!testListener) {
      return notApplicable(`deployment group ${deploymentGroup} has no test listener to send load through`);
    }
    // Loaded where it is needed: nothing else at this event sends requests.
    const { loadGreen } = await import("./load-green.ts");
    return loadGreen({ ...deployment, testListener }, configuration, warmUpLoad, signal);
  },
};

function notApplicable(why: string): CheckResult {
  return { verdict: "passed", notApplicable: true, reason: `Not applicable: ${why}.` };
}
