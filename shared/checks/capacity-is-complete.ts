import type { InstalledDeployment } from "../deployment/deployment.ts";
import { pause } from "../deployment/pause.ts";
import { observeCapacity, type Capacity } from "./capacity/observe-capacity.ts";
import { judgeCapacity } from "./capacity/judge-capacity.ts";
import type { Check, CheckResult } from "./check.ts";
import { TIME_WAS_UP } from "./sentence-parts.ts";

/** Between two looks: long enough for a task that ends at its start to be seen to end. */
const BETWEEN_LOOKS_MS = 3_000;

/**
 * Green has all the tasks it should have, as many as blue has now, and they stay: with fewer, the shift itself would
 * overload it. What is missing is waited for as long as a new task may take to warm up; a task that ends is not.
 */
export const capacityIsComplete: Check<InstalledDeployment> = {
  name: "capacity-is-complete",
  run: async ({ deployment, configuration, clients }, signal) => {
    const giveUpAt = performance.now() + configuration.probing.warmUp;
    const look = (): Promise<Capacity> => observeCapacity(clients, deployment, signal);
    const first = await look();
    let last: CheckResult | undefined;
    try {
      for (;;) {
        await pause(BETWEEN_LOOKS_MS, signal);
        const { result, isFinal } = judgeCapacity(deployment, first, await look(), configuration.readiness);
        last = result;
        if (isFinal || result.verdict === "passed" || performance.now() >= giveUpAt) return result;
      }
    } catch (error) {
      if (!signal.aborted) throw error;
      return (
        last ?? { verdict: "inconclusive", reason: `Green's tasks were looked at once, and not again: ${TIME_WAS_UP}.` }
      );
    }
  },
};
