import { DescribeServicesCommand } from "@aws-sdk/client-ecs";
import type { RequestListener } from "node:http";
import { greenIsNoWorseThanBlue } from "../../../../shared/checks/green-is-no-worse-than-blue.ts";
import type { HooksConfig } from "../../../../shared/configuration/schema.ts";
import type { TaskSet } from "../../../../shared/deployment/deployment.ts";
import { answerTasksOf } from "../../../support/answer-running-tasks.ts";
import { bakeToEnd } from "../../../support/bake-to-end.ts";
import { answerTargetHealth } from "../../../support/probe/answer-target-health.ts";
import { checkContext, runningTask, targetGroup, taskSet } from "../../../support/probe/installed-deployment.ts";
import { quickly, serveTasks } from "./compared.ts";

const never = new AbortController().signal;

/** A deployment after the shift, whose tasks serve as they are told. */
export async function serveCompared(
  greens: readonly RequestListener[],
  blues: readonly RequestListener[],
  comparison: HooksConfig["comparison"] = quickly,
  config: HooksConfig = {},
  listedBlue = blues.length,
  listedGreen = greens.length,
) {
  const [green, blue] = await Promise.all([serveTasks("green", greens), serveTasks("blue", blues)]);
  const taskSetOf = (id: string, group: string, tasks: typeof green): TaskSet => {
    const running = tasks.map((task) => runningTask(task.id, task.address));
    return taskSet(id, { tasks: running, targetGroup: targetGroup(group) });
  };
  const { aws, ...context } = checkContext(
    {
      green: taskSetOf("ecs-svc/green", "green-group", green),
      blue: taskSetOf("ecs-svc/blue", "blue-group", blue),
    },
    { ...config, comparison },
  );
  answerTargetHealth(
    aws,
    [...green, ...blue].map(({ address, port }) => [`${address}:${port}`, "healthy"] as const),
  );
  answerTasksOf(aws, { "ecs-svc/green": green.slice(0, listedGreen), "ecs-svc/blue": blue.slice(0, listedBlue) });
  const taskSets = [{ id: "ecs-svc/green", computedDesiredCount: listedGreen }];
  aws.ecs.on(DescribeServicesCommand).resolves({ services: [{ taskSets }] });
  return { aws, green, blue, run: (signal = never) => bakeToEnd(greenIsNoWorseThanBlue, context, signal) };
}
