import { DescribeTasksCommand, ListTasksCommand } from "@aws-sdk/client-ecs";
import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { greenTargetsAreHealthy, smokeTestsPass } from "../../../shared/checks/green-answers.ts";
import { productionListenerAnswers, testListenerAnswers } from "../../../shared/checks/listener-answers.ts";
import type { HooksConfig } from "../../../shared/configuration/schema.ts";
import { answerTargetHealth } from "../../support/probe/answer-target-health.ts";
import {
  checkContext,
  listenerTo,
  runningTask,
  targetGroup,
  taskSet,
} from "../../support/probe/installed-deployment.ts";
import { startHttp } from "../../support/probe/start-server.ts";

const never = new AbortController().signal;
const quick: HooksConfig = { probing: { rate: 1000, warmUp: "200ms", timeout: "500ms" } };
const good: RequestListener = (_request, response) => void response.end();

/** Two green tasks that serve, registered with the load balancer. */
async function serveGreen(
  handles: readonly RequestListener[],
  config: HooksConfig = quick,
  healthPort = "traffic-port",
) {
  const servers = await Promise.all(handles.map((handle, number) => startHttp(handle, `127.0.5.${number + 1}`)));
  const tasks = servers.map(({ target }, number) => runningTask(`t${number + 1}`, target.address));
  const group = targetGroup("green-group", { port: healthPort });
  const { aws, ...context } = checkContext({ green: taskSet("ecs-svc/green", { tasks, targetGroup: group }) }, config);
  answerTargetHealth(
    aws,
    servers.map(({ target }) => [`${target.address}:${target.port}`, "healthy"] as const),
  );
  return { aws, context };
}

test("tasks that answer their health check pass, by both names of the question", async () => {
  const paths = new Set<string | undefined>();
  const { context } = await serveGreen([(request, response) => void (paths.add(request.url), response.end()), good]);
  for (const check of [smokeTestsPass, greenTargetsAreHealthy]) {
    const { verdict, reason } = await check.run(context, never);
    expect([verdict, reason]).toEqual([
      "passed",
      expect.stringMatching(/^\d+ probes of 2 green tasks by IP \(GET \/up\), 0 errors/),
    ]);
  }
  expect([...paths]).toEqual(["/up"]);
});

test("each smoke request is judged by itself: one that fails on one task is not hidden by the others", async () => {
  const smoke: HooksConfig["smoke"] = [{ path: "/" }, { path: "/", headers: { "x-as": "admin" } }];
  const brokenForAdmins: RequestListener = (request, response) => {
    response.writeHead(request.headers["x-as"] === undefined ? 200 : 500).end();
  };
  const { context } = await serveGreen([good, brokenForAdmins], { ...quick, smoke });
  const { verdict, reason } = await smokeTestsPass.run(context, never);
  expect(verdict).toBe("failed");
  expect(reason).toMatch(
    /^green task t2 \(127\.0\.5\.2:\d+, eu-west-1a\): GET .*observed status 500, .* 1 of 2 green tasks by IP/,
  );
});

test("a failure is explained by the tasks that have stopped, and stands without them", async () => {
  const broken: RequestListener = (_request, response) => void response.writeHead(500).end();
  const { aws, context } = await serveGreen([good, broken]);
  expect(await greenTargetsAreHealthy.run(context, never)).toMatchObject({ verdict: "failed" });
  aws.ecs.on(ListTasksCommand).resolves({ taskArns: ["arn:task/shop/gone"] });
  aws.ecs.on(DescribeTasksCommand).resolves({
    tasks: [
      {
        taskArn: "arn:task/shop/gone",
        stoppedReason: "OutOfMemoryError\u001b[2J",
        containers: [{ name: "web", exitCode: 137 }],
        stoppedAt: new Date(),
      },
    ],
  });
  const { reason } = await greenTargetsAreHealthy.run(context, never);
  expect(reason).toContain(
    String.raw`1 of green's tasks has stopped, the last of them gone: OutOfMemoryError\u001b[2J (web: exit code 137).`,
  );
  expect(aws.ecs.commandCalls(ListTasksCommand)[1]?.args[0].input).toMatchObject({
    cluster: "shop",
    startedBy: "ecs-svc/green",
    desiredStatus: "STOPPED",
  });
});

test("a task that is missing fails before anything is probed", async () => {
  const { aws, context } = await serveGreen([good]);
  answerTargetHealth(aws, []);
  expect(await smokeTestsPass.run(context, never)).toMatchObject({
    verdict: "failed",
    reason: expect.stringContaining("does not list task t1"),
  });
});

test("the health check's own port is probed for health, and the port that serves for smoke requests", async () => {
  const health = await startHttp(
    (request, response) => void response.writeHead(request.url === "/up" ? 200 : 404).end(),
    "127.0.5.1",
  );
  const serving: RequestListener = (request, response) =>
    void response.writeHead(request.url === "/cart" ? 200 : 404).end();
  const { context } = await serveGreen([serving], { ...quick, smoke: [{ path: "/cart" }] }, String(health.target.port));
  expect(await greenTargetsAreHealthy.run(context, never)).toMatchObject({ verdict: "passed" });
  expect(await smokeTestsPass.run(context, never)).toMatchObject({ verdict: "passed" });
});

test("a listener is asked for health at its own address and port", async () => {
  const testing = await startHttp(
    (request, response) => void response.writeHead(request.url === "/up" ? 200 : 404).end(),
  );
  const live = await startHttp((_request, response) => void response.writeHead(503).end("no healthy targets"));
  const { aws: _, ...context } = checkContext(
    {
      testListener: listenerTo({ "green-group": 1 }, { port: testing.target.port }),
      productionListener: listenerTo({ "green-group": 1 }, { port: live.target.port }),
    },
    quick,
  );
  expect(await testListenerAnswers.run(context, never)).toMatchObject({
    verdict: "passed",
    reason: expect.stringMatching(/^138 probes of the test listener, 0 errors/),
  });
  expect(await productionListenerAnswers.run(context, never)).toMatchObject({
    verdict: "failed",
    reason: expect.stringMatching(
      /^the production listener \(127\.0\.0\.1:\d+\): GET .* observed status 503 \(no healthy targets\)/,
    ),
  });
});
