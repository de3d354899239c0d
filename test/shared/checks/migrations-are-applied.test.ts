import { GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeTasksCommand, RunTaskCommand, StopTaskCommand, type Task } from "@aws-sdk/client-ecs";
import { expect, test } from "vitest";
import { migrationsAreApplied } from "../../../shared/checks/migrations-are-applied.ts";
import type { HooksConfig } from "../../../shared/configuration/schema.ts";
import type { TestableDeployment } from "../../../shared/deployment/deployment.ts";
import { refusal } from "../../support/mock-aws.ts";
import { checkContext, taskDefinition } from "../../support/probe/installed-deployment.ts";

const never = new AbortController().signal;
const command: HooksConfig = { migrations: { command: ["npm", "run", "status"] } };
const WHAT = "The migration command `npm run status` in a task of web:42";

/** Runs the check against an ECS in which the task ends as `ended`, or never, and which has logged `lines`. */
function run(
  ended: Partial<Task>,
  lines: readonly string[] | Error = [],
  { configuration = command, deployment = {}, signal = never }: Rest = {},
) {
  const { aws, ...context } = checkContext(deployment, configuration);
  const taskArn = "arn:task/shop/one-off";
  aws.ecs
    .on(RunTaskCommand)
    .resolves({ tasks: [{ taskArn }] })
    .on(DescribeTasksCommand)
    .resolves({ tasks: [{ taskArn, lastStatus: "STOPPED", ...ended }] })
    .on(StopTaskCommand)
    .resolves({});
  const log = aws.logs.on(GetLogEventsCommand);
  if (lines instanceof Error) log.rejects(lines);
  else log.resolves({ events: lines.map((message) => ({ message })) });
  return { aws, result: migrationsAreApplied.run(context, signal) };
}

interface Rest {
  readonly configuration?: HooksConfig;
  readonly deployment?: Partial<TestableDeployment>;
  readonly signal?: AbortSignal;
}

const exited = (exitCode: number): Partial<Task> => {
  return { stoppedReason: "Essential container in task exited", containers: [{ name: "web", exitCode }] };
};

test("silence is not taken for a service without a database", async () => {
  const { aws, result } = run({}, [], { configuration: {} });
  expect(await result).toMatchObject({
    verdict: "failed",
    reason: expect.stringMatching(/does not say .*`migrations: \{ none: /),
  });
  expect(aws.ecs.calls()).toHaveLength(0);
});

test("a service that says it has none passes, with its reason", async () => {
  const { result } = run({}, [], { configuration: { migrations: { none: "the service has no database" } } });
  expect(await result).toMatchObject({
    verdict: "passed",
    reason: expect.stringContaining("(the service has no database)"),
  });
});

test("exit code 0 passes", async () => {
  expect(await run(exited(0)).result).toEqual({
    verdict: "passed",
    reason: expect.stringMatching(
      /in a task of web:42: the command ended with exit code 0: no migration is pending\. Warning: .* carries no manifest/,
    ),
  });
});

test("another exit code fails, with the end of the log, which cannot act in a terminal", async () => {
  const { aws, result } = run(exited(1), ["pending: 0007_orders", "\u001b[31m1\u0007 pending"]);
  expect(await result).toEqual({
    verdict: "failed",
    reason: `${WHAT}: the command ended with exit code 1: expected exit code 0, or 10 for pending. Its last lines: pending: 0007_orders | 1\\u0007 pending. Apply the migrations, repair what failed, or mend the command, and deploy again: nothing was installed.`,
  });
  expect(aws.logs.call(0).args[0].input).toMatchObject({ logGroupName: "/shop/web", logStreamName: "ecs/web/one-off" });
});

test.for([
  [
    "that cannot be read",
    refusal("AccessDeniedException"),
    /Its log cannot be shown: logs:GetLogEvents .* AccessDeniedException/,
  ],
  ["that is empty", [], /It logged nothing\./],
] as const)("a log %s changes no verdict", async ([, lines, says]) => {
  expect(await run(exited(1), lines).result).toMatchObject({ verdict: "failed", reason: expect.stringMatching(says) });
});

test("a container that does not log where it can be read says so", async () => {
  const [web] = taskDefinition("web:42").containers;
  if (!web) throw new Error("no container");
  const greenTaskDefinition = taskDefinition("web:42", { containers: [{ ...web, awslogs: undefined }] });
  const { result } = run(exited(2), [], { deployment: { greenTaskDefinition } });
  expect(await result).toMatchObject({
    verdict: "failed",
    reason: expect.stringContaining("does not log with the awslogs driver"),
  });
});

test("time that is up while the log is read does not hide the exit code", async () => {
  const controller = new AbortController();
  const { aws, ...context } = checkContext({}, command);
  const taskArn = "arn:task/shop/one-off";
  aws.ecs.on(RunTaskCommand).resolves({ tasks: [{ taskArn }] });
  aws.ecs.on(DescribeTasksCommand).resolves({ tasks: [{ taskArn, lastStatus: "STOPPED", ...exited(1) }] });
  aws.logs.on(GetLogEventsCommand).callsFake(() => {
    controller.abort(new Error("time is up"));
    return new Promise(() => undefined);
  });
  const result = await migrationsAreApplied.run(context, controller.signal);
  expect(result).toMatchObject({
    verdict: "failed",
    reason: expect.stringMatching(/exit code 1.*Its log cannot be shown/),
  });
});

test("a container that never ran fails, for green's tasks would not start either", async () => {
  const ended = { stoppedReason: "CannotPullContainerError: no such image", containers: [{ name: "web" }] };
  expect(await run(ended).result).toEqual({
    verdict: "failed",
    reason: `${WHAT}: the container never ran: CannotPullContainerError: no such image (web: never ran). Green's tasks would not start either: look at its image, its secrets, its roles and its subnets. Nothing was installed.`,
  });
});

test("a command that hangs is stopped, and nothing is known", async () => {
  const hanging: HooksConfig = { migrations: { command: ["npm", "run", "status"], timeout: "30ms" } };
  const { aws, result } = run({ lastStatus: "RUNNING" }, [], { configuration: hanging });
  expect(await result).toEqual({
    verdict: "inconclusive",
    reason: `${WHAT} did not end in 0.03 s, and was stopped. Look for a lock that it waits for, or raise migrations.timeout.`,
  });
  expect(aws.ecs.commandCalls(StopTaskCommand)).toHaveLength(1);
});

test("a function whose time is up stops the command", async () => {
  const { aws, result } = run({ lastStatus: "RUNNING" }, [], { signal: AbortSignal.timeout(30) });
  expect(await result).toMatchObject({
    verdict: "inconclusive",
    reason: expect.stringContaining("the time this function has"),
  });
  expect(aws.ecs.commandCalls(StopTaskCommand)).toHaveLength(1);
});

test("a container that the task definition lacks is named with those that it has", async () => {
  const configuration: HooksConfig = { migrations: { command: ["x"], container: "migrate" } };
  const { aws, result } = run({}, [], { configuration });
  expect(await result).toMatchObject({
    verdict: "failed",
    reason: expect.stringContaining("expected a container named migrate, found web. Set migrations.container."),
  });
  expect(aws.ecs.calls()).toHaveLength(0);
});

test("a refusal of AWS is no verdict on the migrations", async () => {
  const { aws: _, ...context } = checkContext({}, command);
  await expect(migrationsAreApplied.run(context, never)).rejects.toThrow("ecs:RunTask");
});
