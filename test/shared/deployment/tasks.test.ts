import { DescribeTasksCommand, ListTasksCommand } from "@aws-sdk/client-ecs";
import { expect, test } from "vitest";
import { describeStop, describeTasksOf, parseStoppedTask, parseTask } from "../../../shared/deployment/tasks.ts";
import { GREEN_ID, task, taskArn } from "../../support/aws-answers.ts";
import { mockAws } from "../../support/mock-aws.ts";

const running = new AbortController().signal;
const ask = (clients: ReturnType<typeof mockAws>["clients"]) =>
  describeTasksOf(clients, "shop", GREEN_ID, "RUNNING", running);

test("tasks are listed over all pages, and described a hundred at a time", async () => {
  const { clients, ecs } = mockAws();
  const arns = Array.from({ length: 230 }, (_, index) => taskArn(`t${index}`));
  const pages = [arns.slice(0, 100), arns.slice(100, 200), arns.slice(200)];
  ecs.on(ListTasksCommand).callsFake(async ({ nextToken }: { nextToken?: string }) => {
    const page = Number(nextToken ?? 0);
    return { taskArns: pages[page], ...(page < 2 && { nextToken: String(page + 1) }) };
  });
  ecs
    .on(DescribeTasksCommand)
    .callsFake(async ({ tasks }: { tasks: string[] }) => ({ tasks: tasks.map((arn) => ({ taskArn: arn })) }));
  expect((await ask(clients)).map(({ taskArn }) => taskArn)).toEqual(arns);
  expect(ecs.commandCalls(DescribeTasksCommand).map(({ args }) => args[0].input.tasks?.length)).toEqual([100, 100, 30]);
  // "startedBy … must be the only filter that you use" (ECS API reference, ListTasks), the state and the cluster aside.
  expect(ecs.commandCalls(ListTasksCommand)[0]?.args[0].input).toEqual({
    cluster: "shop",
    startedBy: GREEN_ID,
    desiredStatus: "RUNNING",
  });
});

test("a task set without tasks has none, and nobody is asked to describe them", async () => {
  const { clients, ecs } = mockAws();
  ecs.on(ListTasksCommand).resolves({ taskArns: [] });
  expect(await ask(clients)).toEqual([]);
  expect(ecs.commandCalls(DescribeTasksCommand)).toHaveLength(0);
});

test("a task that ECS cannot describe is an error: the others alone would be half the truth", async () => {
  const { clients, ecs } = mockAws();
  ecs.on(ListTasksCommand).resolves({ taskArns: [taskArn("a"), taskArn("b")] });
  ecs.on(DescribeTasksCommand).resolves({ tasks: [task("a")], failures: [{ arn: taskArn("b"), reason: "MISSING" }] });
  await expect(ask(clients)).rejects.toThrow(`DescribeTasks of ${taskArn("b")}: MISSING`);
});

test("a stopped task that ECS has forgotten since it was listed is left out", async () => {
  const { clients, ecs } = mockAws();
  ecs.on(ListTasksCommand).resolves({ taskArns: [taskArn("a"), taskArn("b")] });
  ecs.on(DescribeTasksCommand).resolves({ tasks: [task("a")], failures: [{ arn: taskArn("b"), reason: "MISSING" }] });
  const found = await describeTasksOf(clients, "shop", "ecs-svc/1", "STOPPED", new AbortController().signal);
  expect(found.map(({ taskArn }) => taskArn)).toEqual([taskArn("a")]);
});

test("a task has the address of its network interface", () => {
  const other = { type: "ElasticBlockStorage", details: [{ name: "privateIPv4Address", value: "10.0.0.1" }] };
  const { attachments = [] } = task("a");
  expect(parseTask(task("a", { attachments: [other, ...attachments] }))).toEqual({
    arn: taskArn("a"),
    id: "a",
    lastStatus: "RUNNING",
    ip: "10.0.0.7",
    availabilityZone: "eu-central-1a",
    containers: [{ name: "web", image: "shop/web:42", imageDigest: "sha256:42" }],
  });
});

test("a task without a network interface has no address yet", () => {
  expect(parseTask(task("a", { attachments: [] })).ip).toBeUndefined();
});

test("every member that a task lacks is named at once", () => {
  expect(() => parseTask({})).toThrow("DescribeTasks, a task answered without arn, lastStatus");
});

test("the end of a task is told with that of each container", () => {
  const stopped = parseStoppedTask({
    taskArn: taskArn("a"),
    stoppedReason: "Essential container in task exited",
    containers: [
      { name: "web", exitCode: 1 },
      { name: "log", reason: "CannotPullContainerError" },
    ],
  });
  expect(describeStop(stopped)).toBe(
    "Essential container in task exited (web: exit code 1; log: never ran, CannotPullContainerError)",
  );
});
