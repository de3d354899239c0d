import { DescribeTasksCommand, ListTasksCommand, type Task as EcsTask } from "@aws-sdk/client-ecs";
import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";
import { UnusableDeploymentError } from "./errors.ts";
import { requirePresent } from "./present.ts";

/** A task that runs, or is about to. */
export interface Task {
  readonly arn: string;
  /** The last part of the ARN: what the console shows. */
  readonly id: string;
  /** PROVISIONING, PENDING, RUNNING … */
  readonly lastStatus: string;
  /** Undefined while it has no network interface yet. */
  readonly ip: string | undefined;
  readonly availabilityZone: string;
  readonly containers: readonly Container[];
}

export interface Container {
  readonly name: string;
  readonly image: string | undefined;
  /** What was really pulled; undefined until it was. */
  readonly imageDigest: string | undefined;
}

/** A task that has ended, and what is said of its end. */
export interface StoppedTask {
  readonly id: string;
  readonly stoppedReason: string;
  readonly containers: readonly StoppedContainer[];
}

export interface StoppedContainer {
  readonly name: string;
  /** Undefined where the container never ran. */
  readonly exitCode: number | undefined;
  readonly reason: string | undefined;
}

/** DescribeTasks takes a hundred at most. */
const TASKS_A_CALL = 100;

/**
 * All tasks of a task set in one desired state, over as many pages as there are.
 * @param startedBy the id of the task set; ListTasks allows no other filter beside it
 */
export async function describeTasksOf(
  clients: AwsClients,
  cluster: string,
  startedBy: string,
  desiredStatus: "RUNNING" | "STOPPED",
  signal: AbortSignal,
): Promise<readonly EcsTask[]> {
  const arns: string[] = [];
  let nextToken: string | undefined;
  do {
    const command = new ListTasksCommand({ cluster, startedBy, desiredStatus, ...(nextToken && { nextToken }) });
    const page = await callAws("ecs:ListTasks", () => clients.ecs.send(command, { abortSignal: signal }), signal);
    arns.push(...(page.taskArns ?? []));
    nextToken = page.nextToken;
  } while (nextToken);
  const batches = Array.from({ length: Math.ceil(arns.length / TASKS_A_CALL) }, (_, batch) => {
    return arns.slice(batch * TASKS_A_CALL, (batch + 1) * TASKS_A_CALL);
  });
  // ECS forgets a stopped task after about an hour, also between these two calls.
  const mayBeGone = desiredStatus === "STOPPED";
  const described = await Promise.all(
    batches.map((batch) => describeTasks(clients, cluster, batch, mayBeGone, signal)),
  );
  return described.flat();
}

/**
 * @param mayBeGone whether one that ECS no longer knows is left out
 * @throws {UnusableDeploymentError} where ECS does not know one of them
 */
export async function describeTasks(
  clients: AwsClients,
  cluster: string,
  arns: readonly string[],
  mayBeGone: boolean,
  signal: AbortSignal,
): Promise<readonly EcsTask[]> {
  const command = new DescribeTasksCommand({ cluster, tasks: [...arns] });
  const answer = await callAws("ecs:DescribeTasks", () => clients.ecs.send(command, { abortSignal: signal }), signal);
  const failure = answer.failures?.find(({ reason }) => !(mayBeGone && reason === "MISSING"));
  if (failure) {
    throw new UnusableDeploymentError(
      `DescribeTasks of ${failure.arn ?? "a task"}: ${failure.reason ?? "no reason given"}`,
    );
  }
  return answer.tasks ?? [];
}

export function parseTask(task: EcsTask): Task {
  const { arn, lastStatus } = requirePresent("DescribeTasks, a task", {
    arn: task.taskArn,
    lastStatus: task.lastStatus,
  });
  const address = (task.attachments ?? [])
    .filter((attachment) => attachment.type === "ElasticNetworkInterface")
    .flatMap((attachment) => attachment.details ?? [])
    .find((detail) => detail.name === "privateIPv4Address");
  return {
    arn,
    id: taskId(arn),
    lastStatus,
    ip: address?.value,
    availabilityZone: task.availabilityZone ?? "unknown zone",
    containers: (task.containers ?? []).map(({ name, image, imageDigest }) => ({
      name: name ?? "",
      image,
      imageDigest,
    })),
  };
}

export function parseStoppedTask(task: EcsTask): StoppedTask {
  return {
    id: taskId(task.taskArn ?? ""),
    stoppedReason: task.stoppedReason ?? "no reason given",
    containers: (task.containers ?? []).map(({ name, exitCode, reason }) => ({ name: name ?? "", exitCode, reason })),
  };
}

/** `Essential container in task exited (web: exit code 1)` */
export function describeStop(task: StoppedTask): string {
  const containers = task.containers.map(({ name, exitCode, reason }) => {
    const end = exitCode === undefined ? "never ran" : `exit code ${exitCode}`;
    return `${name}: ${end}${reason === undefined ? "" : `, ${reason}`}`;
  });
  return `${task.stoppedReason} (${containers.join("; ")})`;
}

function taskId(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}
