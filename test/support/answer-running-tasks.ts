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
  const arnsOf = (tasks: readonly AddressedTask[]) => ({ taskArns: tasks.map(({ id }) => `arn:task/shop/${id}`) });
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
  ecs.on(DescribeTasksCommand).callsFake(async ({ tasks = [] }: { tasks?: readonly string[] }) => ({
    tasks: described.filter(({ taskArn }) => taskArn !== undefined && tasks.includes(taskArn)),
  }));
}

function describe({ id, address }: AddressedTask): Task {
  return {
    taskArn: `arn:task/shop/${id}`,
    availabilityZone: "eu-west-1b",
    attachments: [{ type: "ElasticNetworkInterface", details: [{ name: "privateIPv4Address", value: address }] }],
  };
}
