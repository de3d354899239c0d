import { planFor, type PlannedCheck } from "../configuration/plan-for.ts";
import type { InstalledDeployment } from "../deployment/deployment.ts";
import type { Check, CheckContext, CheckResult } from "./check.ts";
import { greenTargets } from "./green-targets.ts";
import { healthProbe, smokeProbes } from "./health-probe.ts";
import { judgeFlows } from "./judge-flows.ts";
import { judgeService } from "./judge-service.ts";
import { askedBy, type Question } from "./question.ts";
import { withStoppedTasks } from "./stopped-tasks.ts";

/** Every green task, by IP, answers the configured smoke requests, and each flow passes on it: no listener reaches it yet. */
export const smokeTestsPass: Check<InstalledDeployment> = {
  name: "smoke-tests-pass",
  run: async (context, signal) => {
    const { configuration, deployment } = context;
    const questions = smokeProbes(deployment.green, configuration, { kind: "task" });
    // The target group's health check has a port of its own; configured requests go to the port that serves.
    const port = configuration.smoke ? undefined : healthCheckPort(context);
    const result = await probeTasks(context, "smoke-tests-pass", questions, port, signal);
    return result.verdict === "passed" ? judgeFlows(result, context, questions[0], signal) : result;
  },
};

/** Every target of green's target group, by IP, answers its health check. */
export const greenTargetsAreHealthy: Check<InstalledDeployment> = {
  name: "green-targets-answer-health",
  run: (context, signal) => {
    const question = healthProbe(context.deployment.green, context.configuration, { kind: "task" });
    return probeTasks(context, "green-targets-answer-health", [question], healthCheckPort(context), signal);
  },
};

function healthCheckPort({ deployment }: CheckContext<InstalledDeployment>): number | undefined {
  const { port } = deployment.green.targetGroup.healthCheck;
  return port === "traffic-port" ? undefined : Number(port);
}

async function probeTasks(
  context: CheckContext<InstalledDeployment>,
  name: PlannedCheck,
  questions: readonly Question[],
  port: number | undefined,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { deployment, clients, configuration } = context;
  const { targets, problem } = await greenTargets(deployment, clients, port, signal);
  if (problem) return withStoppedTasks(problem, context, false, signal);
  const assignments = targets.flatMap((target) => {
    return questions.map((question, number) => {
      const member = `${target.label}, request ${number + 1}`;
      return { member, probe: question.probe, target: askedBy(question, target) };
    });
  });
  const what = questions.map(({ probe }) => String(probe)).join(", ");
  const subject = `${targets.length} green ${targets.length === 1 ? "task" : "tasks"} by IP (${what})`;
  const result = await judgeService(subject, assignments, planFor(configuration, name), signal);
  return result.verdict === "failed"
    ? withStoppedTasks(result, context, result.connectionLost === true, signal)
    : result;
}
