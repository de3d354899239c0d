import type { InstalledDeployment } from "../deployment/deployment.ts";
import { pause } from "../deployment/pause.ts";
import { getTargetHealth, type TargetHealth } from "../deployment/target-group.ts";
import { getTaskCounts } from "../deployment/task-counts.ts";
import type { Check, CheckResult } from "./check.ts";
import { describeTargetHealth } from "./describe-target-health.ts";
import { count, TIME_WAS_UP } from "./sentence-parts.ts";
import { healthReasonOf } from "./target-health-reasons.ts";

const BETWEEN_LOOKS_MS = 1_000;
/** Between the two looks at which all must be healthy: one moment of health may be chance. */
const BETWEEN_HEALTHY_LOOKS_MS = 3_000;

interface Look {
  readonly result: CheckResult;
  /** Whether only the load balancer's own judgement is missing, and will come. */
  readonly waiting: boolean;
}

/**
 * Every target of green is healthy to the load balancer, at two looks in a row. Under AllAtOnce, CodeDeploy itself does not
 * wait for that ("Troubleshoot issues with ECS deployments"), so it is waited for here: unknown states as long as there is
 * time, an unhealthy one as long as a new task may take to warm up.
 */
export const targetsAreHealthy: Check<InstalledDeployment> = {
  name: "targets-are-healthy",
  run: async ({ deployment, configuration, clients }, signal) => {
    const giveUpAt = performance.now() + configuration.probing.warmUp;
    let last: CheckResult | undefined;
    let healthyLooks = 0;
    try {
      for (;;) {
        const { green } = deployment;
        const [targets, taskSets] = await Promise.all([
          getTargetHealth(clients, green.targetGroup.arn, signal),
          // It may be scaled while its targets are waited for.
          getTaskCounts(clients, deployment, signal),
        ]);
        const desiredCount = taskSets.get(green.id)?.desiredCount ?? green.desiredCount;
        const { result, waiting } = judge(deployment, desiredCount, targets);
        const isHealthy = result.verdict === "passed";
        healthyLooks = isHealthy ? healthyLooks + 1 : 0;
        if (healthyLooks === 2) return result;
        last = isHealthy ? onlyOnce(result) : result;
        if (!isHealthy && !waiting && performance.now() >= giveUpAt) return result;
        await pause(isHealthy ? BETWEEN_HEALTHY_LOOKS_MS : BETWEEN_LOOKS_MS, signal);
      }
    } catch (error) {
      if (signal.aborted && last) return last;
      throw error;
    }
  },
};

/** What is said where there is no time for a second look. */
function onlyOnce({ reason }: CheckResult): CheckResult {
  return {
    verdict: "inconclusive",
    reason: `${reason} That was seen once and has to hold at two looks, but ${TIME_WAS_UP}.`,
  };
}

function judge(
  { green, testListener }: InstalledDeployment,
  desiredCount: number,
  targets: readonly TargetHealth[],
): Look {
  const counted = targets.filter(({ state }) => state !== "draining");
  const others = counted.filter(({ state }) => state !== "healthy");
  const healthy = counted.length - others.length;
  const group = `green's target group ${green.targetGroup.name}`;
  if (others.length === 0 && healthy >= Math.max(1, desiredCount)) {
    return {
      result: { verdict: "passed", reason: `${healthy} of ${healthy} targets of ${group} are healthy.` },
      waiting: false,
    };
  }
  const standings = new Set(others.map((target) => healthReasonOf(target).standing));
  const unknown = others.length > 0 && !standings.has("bad");
  const each = others.length > 0 ? `: ${others.map(describeTargetHealth).join("; ")}` : "";
  // Without a test listener no listener may reach green's target group before production does.
  const unseen = unknown && !testListener && others.every(({ state }) => state === "unused");
  const lead = `Expected ${count(Math.max(1, desiredCount), "healthy target")} in ${group}, observed ${healthy} healthy of ${counted.length}${each}.`;
  const advice = unseen ? NO_TEST_LISTENER : adviceFor(green.targetGroup, counted.length, others);
  return {
    result: { verdict: unknown ? "inconclusive" : "failed", reason: `${lead} ${advice}` },
    waiting: unknown && !unseen && standings.has("pending"),
  };
}

const NO_TEST_LISTENER =
  "No listener forwards to that group, so that the load balancer does not look at it: give the deployment group a test listener.";

/** What to do, once for each kind of fault; the pending ones are of interest only where nothing is wrong. */
function adviceFor(
  group: InstalledDeployment["green"]["targetGroup"],
  counted: number,
  others: readonly TargetHealth[],
): string {
  if (others.length === 0) {
    return `${counted === 0 ? "No target is" : "Too few targets are"} registered: look at the service's events for tasks that stop or cannot be placed.`;
  }
  const reasons = others.map(healthReasonOf);
  const judged = reasons.filter(({ standing }) => standing !== "pending");
  return [...new Set((judged.length > 0 ? judged : reasons).map(({ advice }) => advice(group)))].join(" ");
}
