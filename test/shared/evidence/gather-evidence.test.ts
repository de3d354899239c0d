import { GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeTasksCommand, ListTasksCommand, type Task as EcsTask } from "@aws-sdk/client-ecs";
import { DescribeTargetHealthCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import { expect, test } from "vitest";
import { gatherEvidence } from "../../../shared/evidence/gather-evidence.ts";
import type { EvidenceSource } from "../../../shared/evidence/evidence-source.ts";
import type { InstalledDeployment } from "../../../shared/deployment/deployment.ts";
import { mockAws, refusal } from "../../support/mock-aws.ts";
import { installedDeployment, taskDefinition, taskSet } from "../../support/probe/installed-deployment.ts";

const STOPPED_AT = new Date("2026-03-01T10:00:00Z");

function stoppedTask(id: string, members: Partial<EcsTask> = {}): EcsTask {
  return {
    taskArn: `arn:task/shop/${id}`,
    lastStatus: "STOPPED",
    stoppedReason: "Essential container in task exited",
    stoppedAt: STOPPED_AT,
    containers: [{ name: "web", exitCode: 137, reason: "OutOfMemoryError: Container killed due to memory usage" }],
    ...members,
  };
}

function runningTask(id: string, ip: string): EcsTask {
  const details = [{ name: "privateIPv4Address", value: ip }];
  return {
    taskArn: `arn:task/shop/${id}`,
    lastStatus: "RUNNING",
    attachments: [{ type: "ElasticNetworkInterface", details }],
  };
}

interface Seen {
  readonly stopped?: readonly EcsTask[];
  readonly running?: readonly EcsTask[];
  /** By the task's id. */
  readonly logs?: Readonly<Record<string, readonly string[]>>;
  readonly states?: Readonly<Record<string, "healthy" | "unhealthy">>;
}

/** A deployment of which AWS knows this. */
function setUp({ stopped = [], running = [], logs = {}, states = {} }: Seen) {
  const aws = mockAws();
  for (const [desiredStatus, tasks] of [
    ["STOPPED", stopped],
    ["RUNNING", running],
  ] as const) {
    const taskArns = tasks.map(({ taskArn }) => taskArn ?? "");
    aws.ecs.on(ListTasksCommand, { desiredStatus }).resolves({ taskArns });
    if (tasks.length > 0) aws.ecs.on(DescribeTasksCommand, { tasks: taskArns }).resolves({ tasks: [...tasks] });
  }
  aws.loadBalancing.on(DescribeTargetHealthCommand).resolves({
    TargetHealthDescriptions: Object.entries(states).map(([Id, State]) => ({
      Target: { Id, Port: 8080 },
      TargetHealth: { State, ...(State === "unhealthy" && { Reason: "Target.Timeout" as const }) },
    })),
  });
  for (const [id, lines] of Object.entries(logs)) {
    const wanted = { logGroupName: "/shop/web", logStreamName: `ecs/web/${id}` };
    aws.logs.on(GetLogEventsCommand, wanted).resolves({ events: lines.map((message) => ({ message })) });
  }
  const source: EvidenceSource<InstalledDeployment> = {
    deployment: installedDeployment(),
    clients: aws.clients,
    worst: [],
    secrets: [],
  };
  return { aws, source };
}

const RUNNING = new AbortController().signal;

test("why tasks stopped, what they said, the targets and the worst samples are kept", async () => {
  const { source } = setUp({
    stopped: [stoppedTask("s1")],
    running: [runningTask("t1", "10.0.1.7"), runningTask("t2", "10.0.1.8")],
    logs: { s1: ["starting", "FATAL: no heap"], t1: ["GET /orders 500"] },
    states: { "10.0.1.8": "healthy", "10.0.1.7": "unhealthy" },
  });
  const worst = [{ check: "green-is-no-worse-than-blue", samples: [{ text: "green task t1: GET /: status 500" }] }];
  expect(await gatherEvidence({ ...source, worst }, RUNNING)).toEqual({
    stoppedTasks: [
      {
        task: "s1",
        stoppedReason: "Essential container in task exited",
        stoppedAt: "2026-03-01T10:00:00.000Z",
        containers: [{ name: "web", exitCode: 137, reason: "OutOfMemoryError: Container killed due to memory usage" }],
      },
    ],
    logs: [
      { task: "s1", because: "stopped", container: "web", lines: ["starting", "FATAL: no heap"] },
      { task: "t1", because: "failing", container: "web", lines: ["GET /orders 500"] },
    ],
    targets: [
      {
        target: "10.0.1.7:8080",
        state: "unhealthy",
        reason: "Target.Timeout: it did not answer its health check in time",
      },
      { target: "10.0.1.8:8080", state: "healthy" },
    ],
    worst: [{ check: "green-is-no-worse-than-blue", samples: ["green task t1: GET /: status 500"] }],
    gaps: [],
  });
});

test("a healthy task that a check saw fail is a failing one", async () => {
  const { source } = setUp({
    stopped: [stoppedTask("s1")],
    running: [runningTask("t1", "10.0.1.7"), runningTask("t2", "10.0.1.8")],
    logs: { s1: ["old"], t2: ["a stack trace"] },
    states: { "10.0.1.7": "healthy", "10.0.1.8": "healthy" },
  });
  const worst = [{ check: "one", samples: [{ text: "green task t2: 500", address: "10.0.1.8" }] }];
  const { logs } = await gatherEvidence({ ...source, worst }, RUNNING);
  expect(logs.map(({ task, because }) => `${task} ${because}`)).toEqual(["s1 stopped", "t2 failing"]);
});

test("where no task is known to fail, some that run are shown", async () => {
  const running = ["t1", "t2", "t3"].map((id, index) => runningTask(id, `10.0.1.${index}`));
  const { source } = setUp({ running, logs: { t1: [], t2: ["two"] } });
  const { logs } = await gatherEvidence(source, RUNNING);
  expect(logs).toEqual([
    { task: "t1", because: "running", container: "web", lines: [] },
    { task: "t2", because: "running", container: "web", lines: ["two"] },
  ]);
});

test("of many stopped tasks the last are kept, and the rest is counted", async () => {
  const stopped = Array.from({ length: 9 }, (_, index) =>
    stoppedTask(`s${index}`, { stoppedAt: new Date(STOPPED_AT.getTime() + index * 1_000) }),
  );
  const logs = Object.fromEntries(stopped.map((_, index) => [`s${index}`, ["x"]]));
  const { source } = setUp({ stopped, logs });
  const evidence = await gatherEvidence(source, RUNNING);
  expect(evidence.stoppedTasks.map(({ task }) => task)).toEqual(["s8", "s7", "s6", "s5", "s4"]);
  expect(evidence.logs.map(({ task }) => task)).toEqual(["s8", "s7", "s6", "s5"]);
  expect(evidence.gaps).toEqual(["4 more of green's tasks stopped before these 5."]);
});

test("a refused call is said with the action that it takes, and the rest is kept", async () => {
  const { aws, source } = setUp({ stopped: [stoppedTask("s1")], states: { "10.0.1.7": "healthy" } });
  aws.logs.on(GetLogEventsCommand).rejects(refusal("AccessDeniedException"));
  const evidence = await gatherEvidence(source, RUNNING);
  expect(evidence.stoppedTasks).toHaveLength(1);
  expect(evidence.targets).toHaveLength(1);
  expect(evidence.logs).toEqual([]);
  expect(evidence.gaps).toEqual([
    expect.stringMatching(
      /^Log of web of task s1: logs:GetLogEvents did not succeed: AccessDeniedException.* Allow logs:GetLogEvents in the role of this function/,
    ),
  ]);
});

test("what is not answered in time is said, and the rest is kept", async () => {
  const { aws, source } = setUp({ stopped: [stoppedTask("s1")], states: { "10.0.1.7": "healthy" } });
  aws.logs.on(GetLogEventsCommand).callsFake(() => new Promise(() => undefined));
  const late = new AbortController();
  setTimeout(() => late.abort(new Error("not gathered in 8.0 s")), 30);
  const evidence = await gatherEvidence(source, late.signal);
  expect(evidence.stoppedTasks).toHaveLength(1);
  expect(evidence.targets).toHaveLength(1);
  expect(evidence.gaps).toEqual(["Log of web of task s1: not gathered in 8.0 s"]);
});

test("containers without the awslogs driver are named", async () => {
  const { source } = setUp({ running: [runningTask("t1", "10.0.1.7")] });
  const [web] = taskDefinition("web:42").containers;
  const containers = web ? [{ ...web, awslogs: undefined }] : [];
  const green = taskSet("ecs-svc/green", { taskDefinition: taskDefinition("web:42", { containers }) });
  const { logs, gaps } = await gatherEvidence({ ...source, deployment: installedDeployment({ green }) }, RUNNING);
  expect(logs).toEqual([]);
  expect(gaps).toEqual([
    "Logs of web: web:42 gives no awslogs driver with a group and a stream prefix, and others are not read.",
  ]);
});

const LINES: readonly (readonly [string, string, string])[] = [
  ["a secret that was read", "token is tok-4711-abc", "token is ***"],
  ["it in base64", Buffer.from("tok-4711-abc").toString("base64"), "***"],
  ["a variable of the task definition", "using hunter2-and-more now", "using *** now"],
  ["a connection string", "postgres://shop:pa55@db/shop", "postgres://shop:***@db/shop"],
  ["colours", "\u001b[31mred\u001b[0m", "red"],
  ["what acts on a terminal", "bell\u0007 and \u202Eback", String.raw`bell\u0007 and \u202eback`],
  ["several lines", "one\ntwo", String.raw`one\ntwo`],
  ["a private key", "-----BEGIN PRIVATE KEY-----\nMIIEvQ", "-----BEGIN PRIVATE KEY-----***"],
  ["an endless line", "word ".repeat(2_000), `${"word ".repeat(80)}…`],
];

test.for(LINES)("of a log line, %s is not shown as it is", async ([, line, shown]) => {
  const { source } = setUp({ running: [runningTask("t1", "10.0.1.7")], logs: { t1: [line] } });
  const containers = taskDefinition("web:42").containers.map((container) => {
    return { ...container, environment: { DB_PASSWORD: "hunter2-and-more" } };
  });
  const green = taskSet("ecs-svc/green", { taskDefinition: taskDefinition("web:42", { containers }) });
  const deployment = installedDeployment({ green });
  const { logs } = await gatherEvidence({ ...source, deployment, secrets: ["tok-4711-abc"] }, RUNNING);
  expect(logs[0]?.lines).toEqual([shown]);
});

test("a task that has just died is looked for once more", async () => {
  const { aws, source } = setUp({ running: [runningTask("t1", "10.0.1.7")], logs: { s1: ["FATAL"], t1: ["x"] } });
  aws.loadBalancing.on(DescribeTargetHealthCommand).resolves({
    TargetHealthDescriptions: [{ Target: { Id: "10.0.1.7", Port: 8080 }, TargetHealth: { State: "unhealthy" } }],
  });
  aws.ecs
    .on(ListTasksCommand, { desiredStatus: "STOPPED" })
    .resolvesOnce({ taskArns: [] })
    .resolves({ taskArns: ["arn:task/shop/s1"] })
    .on(DescribeTasksCommand, { tasks: ["arn:task/shop/s1"] })
    .resolves({ tasks: [stoppedTask("s1")] });
  const { stoppedTasks } = await gatherEvidence(source, RUNNING, { stop: 5, log: [] });
  expect(stoppedTasks.map(({ task }) => task)).toEqual(["s1"]);
});
