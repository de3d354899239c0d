import { createHash } from "node:crypto";
import { RunTaskCommand, StopTaskCommand, type Task as EcsTask } from "@aws-sdk/client-ecs";
import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";
import { UnusableDeploymentError } from "./errors.ts";
import { looksAfterMs } from "./looks-after.ts";
import { pause } from "./pause.ts";
import { placeOneOffTask } from "./place-one-off-task.ts";
import type { ServicePlacement } from "./deployment.ts";
import type { TaskDefinition } from "./task-definition.ts";
import { describeTasks, parseStoppedTask, type StoppedTask } from "./tasks.ts";

/** A command to run once, in a task of its own, as the service's tasks are run. */
export interface OneOffTask {
  readonly cluster: string;
  readonly taskDefinition: TaskDefinition;
  readonly container: string;
  readonly command: readonly string[];
  readonly placement: ServicePlacement;
  /**
   * Who asks, with the deployment's id, for `startedBy`: ECS takes letters, digits, `-`, `_` and `/` there, so that others
   * become `-`.
   */
  readonly startedBy: string;
}

export interface OneOffTaskEnd {
  readonly task: StoppedTask;
  /** The stream that its container logged to, where it logs with the awslogs driver. */
  readonly log: { readonly group: string; readonly name: string } | undefined;
}

/** ECS is eventually consistent: a task that was just started may not be known to DescribeTasks yet (API reference, RunTask). */
const LOOKS_UNTIL_KNOWN = 6;
const LONGEST_STARTED_BY = 128;
/** Of all overrides together, in characters (API reference, RunTask). */
const LONGEST_OVERRIDES = 8_192;

/**
 * Runs the task and waits for the end of its container, whatever its others do: a sidecar may run for ever. A task whose end
 * is no longer waited for is stopped: a migration check that hangs must not hold its locks until somebody looks.
 * @param waitMs milliseconds to the next look at the task, after so many
 * @throws {AwsCallError} @throws {UnusableDeploymentError} where ECS places no task, with its reason, or the command is too long
 */
export async function runOneOffTask(
  clients: AwsClients,
  oneOff: OneOffTask,
  signal: AbortSignal,
  waitMs: (looks: number) => number = looksAfterMs,
): Promise<OneOffTaskEnd> {
  signal.throwIfAborted();
  const arn = await start(clients, oneOff);
  try {
    for (let looks = 1; ; looks += 1) {
      const [task] = await describeTasks(clients, oneOff.cluster, [arn], false, signal).catch((error: unknown) => {
        if (error instanceof UnusableDeploymentError && looks < LOOKS_UNTIL_KNOWN) return [];
        throw error;
      });
      if (task?.lastStatus === "STOPPED") return { task: parseStoppedTask(task), log: logOf(oneOff, arn) };
      if (task && hasEnded(task, oneOff.container)) {
        // ECS stops it itself only where an essential container has ended.
        if (task.desiredStatus !== "STOPPED") await stop(clients, oneOff.cluster, arn);
        return { task: withoutOthers(task, oneOff.container), log: logOf(oneOff, arn) };
      }
      await pause(waitMs(looks), signal);
    }
  } catch (error) {
    await stop(clients, oneOff.cluster, arn);
    throw error;
  }
}

function hasEnded({ containers }: EcsTask, container: string): boolean {
  const found = containers?.find(({ name }) => name === container);
  return found?.lastStatus === "STOPPED" && found.exitCode !== undefined;
}

/** Of the others there is nothing to say yet: they run. */
function withoutOthers(task: EcsTask, container: string): StoppedTask {
  const stoppedReason = task.stoppedReason ?? `Container ${container} ended before the others of its task`;
  const { id, containers } = parseStoppedTask(task);
  return { id, stoppedReason, containers: containers.filter(({ name }) => name === container) };
}

/** Not to be aborted: a call that is given up half-way may still start a task, and nobody would know which to stop. */
async function start(clients: AwsClients, oneOff: OneOffTask): Promise<string> {
  const { taskDefinition } = oneOff;
  const overrides = { containerOverrides: [{ name: oneOff.container, command: [...oneOff.command] }] };
  const { length } = JSON.stringify(overrides);
  if (length > LONGEST_OVERRIDES) {
    throw new UnusableDeploymentError(
      `The command for container ${oneOff.container} has ${length} characters as overrides of its task: ECS takes ${LONGEST_OVERRIDES}. Put it into a script of the image`,
    );
  }
  const command = new RunTaskCommand({
    cluster: oneOff.cluster,
    taskDefinition: taskDefinition.arn,
    count: 1,
    startedBy: oneOff.startedBy.replaceAll(/[^\w/-]/g, "-").slice(0, LONGEST_STARTED_BY),
    clientToken: tokenOf(oneOff),
    ...placeOneOffTask(oneOff.placement, taskDefinition.networkMode),
    overrides,
  });
  const answer = await callAws("ecs:RunTask", () => clients.ecs.send(command), new AbortController().signal);
  const arn = answer.tasks?.[0]?.taskArn;
  if (arn !== undefined) return arn;
  const reasons = (answer.failures ?? []).map(({ reason, detail }) => [reason, detail].filter(Boolean).join(": "));
  throw new UnusableDeploymentError(
    `ecs:RunTask started no task of ${taskDefinition.name}: ${reasons.join("; ") || "no reason given"}`,
  );
}

/**
 * By it ECS knows a request that comes again, by a retry or a function that Lambda called twice, and starts no second task. A
 * check knows the deployment, and not the execution of its hook; but each hook is executed once for each deployment.
 */
function tokenOf({ startedBy, taskDefinition, container, command }: OneOffTask): string {
  const request = JSON.stringify([startedBy, taskDefinition.arn, container, command]);
  return createHash("sha256").update(request).digest("hex");
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
