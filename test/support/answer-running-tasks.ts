import { DescribeTasksCommand, ListTasksCommand } from "@aws-sdk/client-ecs";
import type { MockAws } from "./mock-aws.ts";

/** Answers whoever lists tasks, of whichever task set and state, with these, each at its address. */
export function answerRunningTasks(
  { ecs }: MockAws,
  tasks: readonly { readonly id: string; readonly address: string }[],
): void {
  ecs.on(ListTasksCommand).resolves({ taskArns: tasks.map(({ id }) => `arn:task/shop/${id}`) });
  ecs.on(DescribeTasksCommand).resolves({
    tasks: tasks.map(({ id, address }) => ({
      taskArn: `arn:task/shop/${id}`,
      lastStatus: "RUNNING",
      availabilityZone: "eu-west-1b",
      attachments: [{ type: "ElasticNetworkInterface", details: [{ name: "privateIPv4Address", value: address }] }],
    })),
  });
}
