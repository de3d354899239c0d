import { DescribeTasksCommand, RunTaskCommand, StopTaskCommand, type RunTaskCommandInput } from "@aws-sdk/client-ecs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runOneOffTask, type OneOffTask } from "../../../shared/deployment/one-off-task.ts";
import { task, taskArn } from "../../support/aws-answers.ts";
import { mockAws, refusal } from "../../support/mock-aws.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ONE_OFF: OneOffTask = {
  cluster: "shop",
  taskDefinition: {
    arn: "arn:aws:ecs:eu-central-1:123456789012:task-definition/web:42",
    name: "web:42",
    networkMode: "awsvpc",
    containers: [
      {
        name: "web",
        image: "web",
        essential: true,
        environment: {},
        dockerLabels: {},
        awslogs: { group: "/shop/web", streamPrefix: "web" },
      },
    ],
  },
  container: "web",
  command: ["migrate", "--check"],
  placement: {
    launchType: "FARGATE",
    capacityProviders: [],
    platformVersion: "1.4.0",
    subnets: ["subnet-1"],
    securityGroups: ["sg-1"],
    assignPublicIp: "DISABLED",
  },
  startedBy: "verdigris-d-1",
};
const STOPPED = task("one", {
  lastStatus: "STOPPED",
  stoppedReason: "Done",
  containers: [{ name: "web", exitCode: 0 }],
});

function setUp() {
  const { clients, ecs } = mockAws();
  ecs.on(RunTaskCommand).resolves({ tasks: [task("one", { lastStatus: "PROVISIONING" })] });
  ecs.on(DescribeTasksCommand).resolves({ tasks: [STOPPED] });
  ecs.on(StopTaskCommand).resolves({});
  const stop = new AbortController();
  return {
    ecs,
    stop,
    run: (oneOff: OneOffTask = ONE_OFF) => runOneOffTask(clients, oneOff, stop.signal),
    stopped: () => ecs.commandCalls(StopTaskCommand).map(({ args }) => args[0].input.task),
  };
}

test("a task that ends is described, with the log stream of its container, and is not stopped", async () => {
  const { ecs, run, stopped } = setUp();
  ecs
    .on(DescribeTasksCommand)
    .resolvesOnce({ tasks: [task("one", { lastStatus: "PENDING" })] })
    .resolves({ tasks: [STOPPED] });
  const ended = run();
  await vi.advanceTimersByTimeAsync(2_400);
  expect(await ended).toEqual({
    task: { id: "one", stoppedReason: "Done", containers: [{ name: "web", exitCode: 0, reason: undefined }] },
    log: { group: "/shop/web", name: "web/web/one" },
  });
  expect(stopped()).toEqual([]);
});

const AWSVPC: NonNullable<RunTaskCommandInput["networkConfiguration"]> = {
  awsvpcConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-1"], assignPublicIp: "DISABLED" },
};

test.for<[string, Partial<OneOffTask["placement"]>, string, Partial<RunTaskCommandInput>]>([
  ["on Fargate", {}, "awsvpc", { launchType: "FARGATE", platformVersion: "1.4.0", networkConfiguration: AWSVPC }],
  ["on EC2, in the host's network", { launchType: "EC2", platformVersion: undefined }, "bridge", { launchType: "EC2" }],
  [
    "by capacity providers, which exclude a launch type",
    { capacityProviders: [{ name: "own", weight: 1, base: 0 }] },
    "awsvpc",
    {
      capacityProviderStrategy: [{ capacityProvider: "own", weight: 1, base: 0 }],
      platformVersion: "1.4.0",
      networkConfiguration: AWSVPC,
    },
  ],
  ["by the cluster's own default", { launchType: undefined, platformVersion: undefined }, "host", {}],
])("a task is placed as the service's are: %s", async ([, placement, networkMode, expected]) => {
  const { ecs, run } = setUp();
  const taskDefinition = { ...ONE_OFF.taskDefinition, networkMode };
  await run({ ...ONE_OFF, taskDefinition, placement: { ...ONE_OFF.placement, ...placement } });
  expect(ecs.commandCalls(RunTaskCommand)[0]?.args[0].input).toEqual({
    cluster: "shop",
    taskDefinition: ONE_OFF.taskDefinition.arn,
    count: 1,
    startedBy: "verdigris-d-1",
    clientToken: expect.stringMatching(/^[0-9a-f]{64}$/),
    overrides: { containerOverrides: [{ name: "web", command: ["migrate", "--check"] }] },
    ...expected,
  });
});

test("a request that comes again has the token of the first, and no other request has", async () => {
  const { ecs, run } = setUp();
  const others: readonly Partial<OneOffTask>[] = [
    { startedBy: "verdigris/d-2" },
    { command: ["x"] },
    { container: "y" },
  ];
  for (const each of [{}, {}, ...others]) await run({ ...ONE_OFF, ...each });
  const tokens = ecs.commandCalls(RunTaskCommand).map(({ args }) => args[0].input.clientToken);
  expect(tokens[1]).toBe(tokens[0]);
  expect(new Set(tokens).size).toBe(4);
});

test("a command that is longer than ECS takes is refused before it is asked", async () => {
  const { ecs, run } = setUp();
  await expect(run({ ...ONE_OFF, command: ["x".repeat(8_192)] })).rejects.toThrow(
    /has 82\d\d characters .* ECS takes 8192/,
  );
  expect(ecs.calls()).toHaveLength(0);
});

test.for([
  ["that ECS does not stop is stopped", "RUNNING", undefined, [taskArn("one")]],
  ["that ECS stops already is left to it", "STOPPED", "Essential container in task exited", []],
] as const)(
  "the end of its container is the end, whatever a sidecar does: a task %s",
  async ([, desiredStatus, stoppedReason, stops]) => {
    const { ecs, run, stopped } = setUp();
    const containers = [
      { name: "mesh", lastStatus: "RUNNING" },
      { name: "web", lastStatus: "STOPPED", exitCode: 10 },
    ];
    const running = task("one", {
      lastStatus: "RUNNING",
      desiredStatus,
      containers,
      ...(stoppedReason && { stoppedReason }),
    });
    ecs.on(DescribeTasksCommand).resolves({ tasks: [running] });
    expect((await run()).task).toEqual({
      id: "one",
      stoppedReason: stoppedReason ?? "Container web ended before the others of its task",
      containers: [{ name: "web", exitCode: 10, reason: undefined }],
    });
    expect(stopped()).toEqual(stops);
  },
);

test("the end of a sidecar is no end", async () => {
  const { ecs, run } = setUp();
  const containers = [
    { name: "mesh", lastStatus: "STOPPED", exitCode: 1 },
    { name: "web", lastStatus: "RUNNING" },
  ];
  ecs
    .on(DescribeTasksCommand)
    .resolvesOnce({ tasks: [task("one", { containers })] })
    .resolves({ tasks: [STOPPED] });
  const ended = run();
  await vi.advanceTimersByTimeAsync(2_400);
  expect(await ended).toMatchObject({ task: { containers: [{ name: "web", exitCode: 0 }] } });
});

test("startedBy keeps to the letters and the length that ECS takes", async () => {
  const { ecs, run } = setUp();
  await run({ ...ONE_OFF, startedBy: `verdigris d-1:é ${"x".repeat(200)}` });
  const { startedBy } = ecs.commandCalls(RunTaskCommand)[0]?.args[0].input ?? {};
  expect(startedBy).toMatch(/^verdigris-d-1---x+$/);
  expect(startedBy).toHaveLength(128);
});

test("a task that ECS does not place is an error with every reason", async () => {
  const { ecs, run } = setUp();
  const failures = [{ reason: "RESOURCE:MEMORY" }, { reason: "AGENT", detail: "disconnected" }];
  ecs.on(RunTaskCommand).resolves({ tasks: [], failures });
  await expect(run()).rejects.toThrow("ecs:RunTask started no task of web:42: RESOURCE:MEMORY; AGENT: disconnected");
  ecs.on(RunTaskCommand).resolves({});
  await expect(run()).rejects.toThrow("no reason given");
});

test("a task that hangs is stopped at the deadline, which is the reason", async () => {
  const { ecs, run, stop, stopped } = setUp();
  ecs.on(DescribeTasksCommand).resolves({ tasks: [task("one")] });
  const ended = run().catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(3_000);
  stop.abort(new Error("The checks had 3.0 s"));
  expect(await ended).toEqual(new Error("The checks had 3.0 s"));
  expect(stopped()).toEqual([taskArn("one")]);
  expect(vi.getTimerCount()).toBe(0);
});

test("a task whose start was under way at the deadline is stopped too", async () => {
  const { ecs, run, stop, stopped } = setUp();
  ecs.on(RunTaskCommand).callsFake(async () => {
    stop.abort(new Error("late"));
    return { tasks: [task("one")] };
  });
  await expect(run()).rejects.toThrow("late");
  expect(stopped()).toEqual([taskArn("one")]);
});

test("after the deadline no task is started", async () => {
  const { ecs, run, stop } = setUp();
  stop.abort(new Error("late"));
  await expect(run()).rejects.toThrow("late");
  expect(ecs.commandCalls(RunTaskCommand)).toHaveLength(0);
});

test("a task that DescribeTasks does not know yet is waited for, but not for ever", async () => {
  const { ecs, run, stopped } = setUp();
  const unknown = { tasks: [], failures: [{ arn: taskArn("one"), reason: "MISSING" }] };
  ecs
    .on(DescribeTasksCommand)
    .resolvesOnce(unknown)
    .resolvesOnce(unknown)
    .resolves({ tasks: [STOPPED] });
  const ended = run();
  await vi.advanceTimersByTimeAsync(4_800);
  expect(await ended).toMatchObject({ task: { stoppedReason: "Done" } });

  ecs.on(DescribeTasksCommand).resolves(unknown);
  const lost = run().catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(12_000);
  expect(await lost).toMatchObject({ message: expect.stringContaining("MISSING") });
  expect(stopped()).toEqual([taskArn("one")]);
});

test("a task that cannot be looked at, or stopped, still says why", async () => {
  const { ecs, run, stopped } = setUp();
  ecs.on(DescribeTasksCommand).rejects(refusal("AccessDeniedException"));
  ecs.on(StopTaskCommand).rejects(refusal("AccessDeniedException"));
  await expect(run()).rejects.toThrow("Allow ecs:DescribeTasks in the role of this function");
  expect(stopped()).toEqual([taskArn("one")]);
});
