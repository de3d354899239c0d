import { DescribeTasksCommand, ListTasksCommand, type Task } from "@aws-sdk/client-ecs";
import type { MockAws } from "./mock-aws.ts";

interface AddressedTask {
  readonly id: string;
  readonly address: string;
}

/** Answers whoever lists tasks, of whichever task set, with these, each at its address; `crashed` have ended by themselves. */
export function answerRunningTasks(
  { ecs }: MockAws,
  running: readonly AddressedTask[],
  crashed: readonly AddressedTask[] = [],
): void {
  const arnsOf = (tasks: readonly AddressedTask[]) => ({ taskArns: tasks.map(arnOf) });
  ecs.on(ListTasksCommand).resolves(arnsOf(running));
  ecs.on(ListTasksCommand, { desiredStatus: "STOPPED" }).resolves(arnsOf(crashed));
  const described: readonly Task[] = [
    ...running.map((task) => ({ ...describe(task), lastStatus: "RUNNING" })),
    ...crashed.map((task) => ({
      ...describe(task),
      lastStatus: "STOPPED",
      stopCode: "EssentialContainerExited" as const,
      stoppedReason: "Essential container in task exited",
    })),
  ];
  answerDescriptions(ecs, described);
}

/** Answers whoever lists the running tasks of a task set with those named for it, each at its address; none has ended. */
export function answerTasksOf({ ecs }: MockAws, tasks: Readonly<Record<string, readonly AddressedTask[]>>): void {
  for (const [startedBy, running] of Object.entries(tasks)) {
    ecs.on(ListTasksCommand, { startedBy, desiredStatus: "RUNNING" }).resolves({ taskArns: running.map(arnOf) });
    ecs.on(ListTasksCommand, { startedBy, desiredStatus: "STOPPED" }).resolves({ taskArns: [] });
  }
  const described = Object.values(tasks)
    .flat()
    .map((task): Task => ({ ...describe(task), lastStatus: "RUNNING" }));
  answerDescriptions(ecs, described);
}

function answerDescriptions(ecs: MockAws["ecs"], described: readonly Task[]): void {
  ecs.on(DescribeTasksCommand).callsFake(async ({ tasks = [] }: { tasks?: readonly string[] }) => ({
    tasks: described.filter(({ taskArn }) => taskArn !== undefined && tasks.includes(taskArn)),
  }));
}

function arnOf({ id }: AddressedTask): string {
  return `arn:task/shop/${id}`;
}

function describe({ id, address }: AddressedTask): Task {
  return {
    taskArn: arnOf({ id, address }),
    availabilityZone: "eu-west-1b",
    attachments: [{ type: "ElasticNetworkInterface", details: [{ name: "privateIPv4Address", value: address }] }],
  };
}
