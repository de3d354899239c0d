import type { InstalledDeployment } from "../deployment/deployment.ts";
import { pause } from "../deployment/pause.ts";
import { getTargetHealth, type TargetHealth } from "../deployment/target-group.ts";
import type { Check, CheckResult } from "./check.ts";
import { describeTargetHealth } from "./describe-target-health.ts";
import { count } from "./sentence-parts.ts";

const BETWEEN_LOOKS_MS = 1_000;

/** Not a judgement: the load balancer has not looked yet, or not often enough. */
const NOT_YET_KNOWN = new Set(["initial", "unused", "unavailable"]);

interface Look {
  readonly result: CheckResult;
  /** Whether only the load balancer's own judgement is missing, and will come. */
  readonly waiting: boolean;
}

/**
 * Every target of green is healthy to the load balancer. Under AllAtOnce, CodeDeploy itself does not wait for that
 * ("Troubleshoot issues with ECS deployments"), so it is waited for here: unknown states as long as there is time, an
 * unhealthy one as long as a new task may take to warm up.
 */
export const targetsAreHealthy: Check<InstalledDeployment> = {
  name: "targets-are-healthy",
  run: async ({ deployment, configuration, clients }, signal) => {
    const giveUpAt = performance.now() + configuration.probing.warmUp;
    let last: CheckResult | undefined;
    try {
      for (;;) {
        const targets = await getTargetHealth(clients, deployment.green.targetGroup.arn, signal);
        const { result, waiting } = judge(deployment, targets);
        last = result;
        if (result.verdict === "passed" || (!waiting && performance.now() >= giveUpAt)) return result;
        await pause(BETWEEN_LOOKS_MS, signal);
      }
    } catch (error) {
      if (signal.aborted && last) return last;
      throw error;
    }
  },
};

function judge({ green, testListener }: InstalledDeployment, targets: readonly TargetHealth[]): Look {
  const counted = targets.filter(({ state }) => state !== "draining");
  const others = counted.filter(({ state }) => state !== "healthy");
  const healthy = counted.length - others.length;
  const group = `green's target group ${green.targetGroup.name}`;
  if (others.length === 0 && healthy >= Math.max(1, green.desiredCount)) {
    return {
      result: { verdict: "passed", reason: `${healthy} of ${healthy} targets of ${group} are healthy.` },
      waiting: false,
    };
  }
  const unknown = others.length > 0 && others.every(({ state }) => NOT_YET_KNOWN.has(state));
  const each = others.length > 0 ? `: ${others.map(describeTargetHealth).join("; ")}` : "";
  // Without a test listener no listener may reach green's target group before production does.
  const unseen = unknown && !testListener && others.every(({ state }) => state === "unused");
  const lead = `Expected ${count(Math.max(1, green.desiredCount), "healthy target")} in ${group}, observed ${healthy} healthy of ${counted.length}${each}.`;
  const advice = adviceFor(counted.length, others.length, unknown, unseen);
  return {
    result: { verdict: unknown ? "inconclusive" : "failed", reason: `${lead} ${advice}` },
    waiting: unknown && !unseen,
  };
}

function adviceFor(counted: number, notHealthy: number, unknown: boolean, unseen: boolean): string {
  if (unseen) {
    return "No listener forwards to that group, so that the load balancer does not look at it: give the deployment group a test listener.";
  }
  if (unknown) {
    return "The load balancer has not judged them in the time there was: its health check interval may be longer than this function's time-out.";
  }
  if (notHealthy === 0) {
    return `${counted === 0 ? "No target is" : "Too few targets are"} registered: look at the service's events for tasks that stop or cannot be placed.`;
  }
  return "Compare the health check's path, port and codes with what the tasks answer, and their security group with the load balancer's.";
}
