import { RunTaskCommand, StopTaskCommand } from "@aws-sdk/client-ecs";
import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";
import type { ServicePlacement } from "./deployment.ts";
import { UnusableDeploymentError } from "./errors.ts";
import { pause } from "./pause.ts";
import type { TaskDefinition } from "./task-definition.ts";
import { describeTasks, parseStoppedTask, type StoppedTask } from "./tasks.ts";

/** A command to run once, in a task of its own, as the service's tasks are run. */
export interface OneOffTask {
  readonly cluster: string;
  readonly taskDefinition: TaskDefinition;
  readonly container: string;
  readonly command: readonly string[];
  readonly placement: ServicePlacement;
  /** Who asks, for `startedBy`: ECS takes letters, digits, `-`, `_` and `/` there, so that others become `-`. */
  readonly startedBy: string;
}

export interface OneOffTaskEnd {
  readonly task: StoppedTask;
  /** The stream that its container logged to, where it logs with the awslogs driver. */
  readonly log: { readonly group: string; readonly name: string } | undefined;
}

const BETWEEN_LOOKS_MS = 1_000;
/** ECS is eventually consistent: a task that was just started may not be known to DescribeTasks yet (API reference, RunTask). */
const LOOKS_UNTIL_KNOWN = 10;
const LONGEST_STARTED_BY = 128;

/**
 * Runs the task and waits for its end. A task whose end is no longer waited for is stopped: a migration check that hangs
 * must not hold its locks until somebody looks.
 * @param everyMs milliseconds between two looks at the task
 * @throws {AwsCallError} @throws {UnusableDeploymentError} where ECS places no task, with its reason
 */
export async function runOneOffTask(
  clients: AwsClients,
  oneOff: OneOffTask,
  signal: AbortSignal,
  everyMs = BETWEEN_LOOKS_MS,
): Promise<OneOffTaskEnd> {
  signal.throwIfAborted();
  const arn = await start(clients, oneOff);
  try {
    for (let looks = 1; ; looks += 1) {
      const [task] = await describeTasks(clients, oneOff.cluster, [arn], signal).catch((error: unknown) => {
        if (error instanceof UnusableDeploymentError && looks < LOOKS_UNTIL_KNOWN) return [];
        throw error;
      });
      if (task?.lastStatus === "STOPPED") return { task: parseStoppedTask(task), log: logOf(oneOff, arn) };
      await pause(everyMs, signal);
    }
  } catch (error) {
    await stop(clients, oneOff.cluster, arn);
    throw error;
  }
}

/** Not to be aborted: a call that is given up half-way may still start a task, and nobody would know which to stop. */
async function start(clients: AwsClients, oneOff: OneOffTask): Promise<string> {
  const { placement, taskDefinition } = oneOff;
  const command = new RunTaskCommand({
    cluster: oneOff.cluster,
    taskDefinition: taskDefinition.arn,
    count: 1,
    startedBy: oneOff.startedBy.replaceAll(/[^\w/-]/g, "-").slice(0, LONGEST_STARTED_BY),
    ...(placement.capacityProviders.length > 0
      ? {
          capacityProviderStrategy: placement.capacityProviders.map(({ name, weight, base }) => {
            return { capacityProvider: name, weight, base };
          }),
        }
      : placement.launchType && { launchType: placement.launchType }),
    ...(placement.platformVersion && { platformVersion: placement.platformVersion }),
    ...(taskDefinition.networkMode === "awsvpc" && {
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: [...placement.subnets],
          securityGroups: [...placement.securityGroups],
          assignPublicIp: placement.assignPublicIp,
        },
      },
    }),
    overrides: { containerOverrides: [{ name: oneOff.container, command: [...oneOff.command] }] },
  });
  const answer = await callAws("ecs:RunTask", () => clients.ecs.send(command), new AbortController().signal);
  const arn = answer.tasks?.[0]?.taskArn;
  if (arn !== undefined) return arn;
  const reasons = (answer.failures ?? []).map(({ reason, detail }) => [reason, detail].filter(Boolean).join(": "));
  throw new UnusableDeploymentError(
    `ecs:RunTask started no task of ${taskDefinition.name}: ${reasons.join("; ") || "no reason given"}`,
  );
}

/** Stopping is a kindness on the way out: that it did not work must not hide why we leave. */
async function stop(clients: AwsClients, cluster: string, task: string): Promise<void> {
  const command = new StopTaskCommand({ cluster, task, reason: "The migration check no longer waits for this task" });
  await clients.ecs.send(command, { abortSignal: AbortSignal.timeout(2_000) }).catch(() => undefined);
}

/** The awslogs driver names a stream `prefix/container/task`. */
function logOf({ taskDefinition, container }: OneOffTask, taskArn: string): OneOffTaskEnd["log"] {
  const awslogs = taskDefinition.containers.find(({ name }) => name === container)?.awslogs;
  const taskId = taskArn.slice(taskArn.lastIndexOf("/") + 1);
  return awslogs && { group: awslogs.group, name: `${awslogs.streamPrefix}/${container}/${taskId}` };
}
