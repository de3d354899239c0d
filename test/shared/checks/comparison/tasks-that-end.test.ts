import { DescribeServicesCommand, DescribeTasksCommand, ListTasksCommand } from "@aws-sdk/client-ecs";
import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { answerTasksOf } from "../../../support/answer-running-tasks.ts";
import { answerTargetHealth } from "../../../support/probe/answer-target-health.ts";
import { quickly } from "./compared.ts";
import { serveCompared } from "./serve-compared.ts";

const good: RequestListener = (_request, response) => void response.end("ok");
const bad: RequestListener = (_request, response) => void response.writeHead(500).end("no orders");

const FAILED_HEALTH_CHECKS = {
  stopCode: "ServiceSchedulerInitiated",
  stoppedReason: "Task failed ELB health checks in (1)",
} as const;

test("a green task that ECS replaces for an outage which both share is not held against green, and its successor is asked", async () => {
  let asked = 0;
  const recovering: RequestListener = (request, response) => {
    asked += 1;
    if (asked === 400) replace();
    (asked > 1_200 ? good : bad)(request, response);
  };
  const successors = new Set<string | undefined>();
  const successor: RequestListener = (request, response) => {
    successors.add(request.headers.host);
    response.end();
  };
  const { run, aws, green } = await serveCompared(
    [recovering, recovering, successor],
    [recovering],
    { ...quickly, rate: 400 },
    {},
    1,
    2,
  );
  const replace = (): void => {
    green[1]?.close();
    answerTasksOf(aws, { "ecs-svc/green": [0, 2].flatMap((at) => green[at] ?? []) });
    aws.ecs
      .on(ListTasksCommand, { startedBy: "ecs-svc/green", desiredStatus: "STOPPED" })
      .resolves({ taskArns: ["arn:task/shop/g2"] })
      .on(DescribeTasksCommand, { tasks: ["arn:task/shop/g2"] })
      .resolves({ tasks: [{ taskArn: "arn:task/shop/g2", ...FAILED_HEALTH_CHECKS }] });
  };
  const { verdict, reason } = await run();
  expect([verdict, reason]).toEqual(["passed", expect.stringMatching(/Both shared \d+ outages? before/)]);
  expect(successors.size).toBe(1);
});

test.for([
  { policy: undefined, verdict: "inconclusive", said: "raise the deployment group's termination wait" },
  { policy: "pass", verdict: "passed", said: 'comparison.whenBlueIsGone says "pass".' },
] as const)("a blue that is gone is $verdict where the policy is $policy", async ({ policy, verdict, said }) => {
  const whenBlueIsGone = policy === undefined ? {} : { whenBlueIsGone: policy };
  const { run } = await serveCompared([good], [good], { ...quickly, ...whenBlueIsGone }, {}, 0);
  const result = await run();
  expect(result).toMatchObject({ verdict, reason: expect.stringContaining(said) });
  // A pass for want of anything to look at must not be taken for one.
  expect(result.notApplicable).toBe(verdict === "passed" ? true : undefined);
  expect(result.reason).toMatch(/^Not applicable any more: blue has no running task left .* Nothing was compared/);
});

test("what green was seen to do wrong is not forgiven because blue has gone", async () => {
  const { run, aws, blue } = await serveCompared([bad], [bad], { ...quickly, rate: 100, whenBlueIsGone: "pass" });
  setTimeout(() => {
    aws.ecs.on(ListTasksCommand, { startedBy: "ecs-svc/blue" }).resolves({ taskArns: [] });
    blue[0]?.close();
  }, 400);
  expect(await run()).toMatchObject({ verdict: "inconclusive" });
});

test.for([
  {
    verdict: "passed",
    stopCode: "ServiceSchedulerInitiated",
    stoppedReason: "Scaling activity initiated by (deployment 1)",
  },
  { verdict: "passed", stopCode: "SpotInterruption", stoppedReason: "Your Spot Task was interrupted." },
  { verdict: "failed", stopCode: "EssentialContainerExited", stoppedReason: "Essential container in task exited" },
  { verdict: "failed", ...FAILED_HEALTH_CHECKS },
] as const)("a green task that ends with $stopCode ($stoppedReason) is $verdict", async ({ verdict, ...stop }) => {
  const { run, aws, green } = await serveCompared([good, good, good], [good], { ...quickly, rate: 200 });
  setTimeout(() => {
    green[2]?.close();
    aws.ecs
      .on(ListTasksCommand, { startedBy: "ecs-svc/green", desiredStatus: "STOPPED" })
      .resolves({ taskArns: ["arn:task/shop/g3"] })
      .on(DescribeTasksCommand, { tasks: ["arn:task/shop/g3"] })
      .resolves({ tasks: [{ taskArn: "arn:task/shop/g3", lastStatus: "DEPROVISIONING", ...stop }] });
  }, 60);
  const said = {
    passed: /and left out \d+ because green's task had been taken away \(scaled in, its host lost, or replaced/,
    failed: /^Green errs more than blue/,
  };
  expect(await run()).toMatchObject({ verdict, reason: expect.stringMatching(said[verdict]) });
});

test("where all of green's tasks are taken away, their silence counts", async () => {
  const { run, aws, green } = await serveCompared([good], [good], { ...quickly, rate: 200 });
  setTimeout(() => {
    green[0]?.close();
    aws.ecs
      .on(ListTasksCommand, { startedBy: "ecs-svc/green", desiredStatus: "RUNNING" })
      .resolves({ taskArns: [] })
      .on(ListTasksCommand, { startedBy: "ecs-svc/green", desiredStatus: "STOPPED" })
      .resolves({ taskArns: ["arn:task/shop/g1"] })
      .on(DescribeTasksCommand, { tasks: ["arn:task/shop/g1"] })
      .resolves({ tasks: [{ taskArn: "arn:task/shop/g1", stopCode: "SpotInterruption" }] });
  }, 60);
  expect(await run()).toMatchObject({ verdict: "failed" });
});

test("a green without a task that serves fails", async () => {
  const { run, aws } = await serveCompared([good], [good]);
  answerTargetHealth(aws, []);
  expect(await run()).toMatchObject({
    verdict: "failed",
    reason: expect.stringContaining("observed none of 1 task. Look at the service's events. Customers are sent there."),
  });
});

test("a bake that ends in an outage which both share, with none of green's tasks running, is no failure of green's", async () => {
  const { run, aws, blue } = await serveCompared([bad], [bad], { ...quickly, atMost: "500ms" });
  setTimeout(() => answerTasksOf(aws, { "ecs-svc/green": [], "ecs-svc/blue": blue }), 300);
  const { verdict, reason } = await run(AbortSignal.timeout(900));
  expect([verdict, reason]).toEqual([
    "inconclusive",
    expect.stringMatching(/^Green and blue both err, .* rounds of 0 green and 1 blue task .* A rollback does not help/),
  ]);
});

test("a green that has not got all of its tasks back since such an outage when the bake ends is no pass, and says so", async () => {
  let asked = 0;
  const recovering: RequestListener = (request, response) => {
    asked += 1;
    (asked > 200 ? good : bad)(request, response);
  };
  const { run, aws, green } = await serveCompared([recovering], [recovering], { ...quickly, rate: 400 });
  const taskSets = [{ id: "ecs-svc/green", computedDesiredCount: green.length + 1 }];
  aws.ecs.on(DescribeServicesCommand).resolves({ services: [{ taskSets }] });
  const { verdict, reason } = await run(AbortSignal.timeout(2_500));
  expect([verdict, reason]).toEqual([
    "inconclusive",
    expect.stringMatching(
      /^Green has not had all of its tasks since an outage that blue shared: .* Look at the service's events/,
    ),
  ]);
});
