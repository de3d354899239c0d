import type { InstalledDeployment } from "../deployment/deployment.ts";
import { describeProbe, type Probe } from "../probe/probe.ts";
import type { Check, CheckContext, CheckResult } from "./check.ts";
import { greenTargets } from "./green-targets.ts";
import { healthProbe, smokeProbes } from "./health-probe.ts";
import { judgeService } from "./judge-service.ts";
import { withStoppedTasks } from "./stopped-tasks.ts";

/** Every green task, by IP, answers the configured smoke requests: no listener reaches it yet. */
export const smokeTestsPass: Check<InstalledDeployment> = {
  name: "smoke-tests-pass",
  run: (context, signal) => {
    const probes = smokeProbes(context.deployment.green, context.configuration, { kind: "task" });
    // The target group's health check has a port of its own; configured requests go to the port that serves.
    return probeTasks(context, probes, context.configuration.smoke ? undefined : healthCheckPort(context), signal);
  },
};

/** Every target of green's target group, by IP, answers its health check. */
export const greenTargetsAreHealthy: Check<InstalledDeployment> = {
  name: "green-targets-answer-health",
  run: (context, signal) => {
    const probe = healthProbe(context.deployment.green, context.configuration, { kind: "task" });
    return probeTasks(context, [probe], healthCheckPort(context), signal);
  },
};

function healthCheckPort({ deployment }: CheckContext<InstalledDeployment>): number | undefined {
  const { port } = deployment.green.targetGroup.healthCheck;
  return port === "traffic-port" ? undefined : Number(port);
}

async function probeTasks(
  context: CheckContext<InstalledDeployment>,
  probes: readonly Probe[],
  port: number | undefined,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { deployment, clients, configuration } = context;
  const { targets, problem } = await greenTargets(deployment, clients, port, signal);
  if (problem) return withStoppedTasks(problem, context, false, signal);
  const assignments = targets.flatMap((target) => {
    return probes.map((probe, number) => ({ member: `${target.label}, request ${number + 1}`, probe, target }));
  });
  const what = probes.map(describeProbe).join(", ");
  const subject = `${targets.length} green ${targets.length === 1 ? "task" : "tasks"} by IP (${what})`;
  const result = await judgeService(subject, assignments, configuration, signal);
  return result.verdict === "failed"
    ? withStoppedTasks(result, context, result.connectionLost === true, signal)
    : result;
}
