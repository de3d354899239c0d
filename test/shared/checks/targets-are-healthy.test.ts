import { expect, test, vi, onTestFinished } from "vitest";
import type { CheckResult } from "../../../shared/checks/check.ts";
import { targetsAreHealthy } from "../../../shared/checks/targets-are-healthy.ts";
import { answerCapacity } from "../../support/probe/answer-capacity.ts";
import { answerTargetHealth, type DescribedTarget } from "../../support/probe/answer-target-health.ts";
import { checkContext, installedDeployment } from "../../support/probe/installed-deployment.ts";

const [a, b] = ["10.0.0.1:80", "10.0.0.2:80"];
const healthy: readonly DescribedTarget[] = [
  [a, "healthy"],
  [b, "healthy"],
];
const initial: readonly DescribedTarget[] = [
  [a, "healthy"],
  [b, "initial"],
];
const unhealthy: readonly DescribedTarget[] = [
  [a, "healthy"],
  [b, "unhealthy", "Target.Timeout"],
];
const unused: readonly DescribedTarget[] = [
  [a, "unused", "Target.NotInUse"],
  [b, "unused", "Target.NotInUse"],
];

/** Runs the check in a time of its own, for 60 s at most, and says how many seconds it took. */
async function run(
  looks: readonly (readonly DescribedTarget[])[],
  { testListener = true, desired = [2] } = {},
): Promise<CheckResult & { readonly seconds: number }> {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { aws, deployment, ...rest } = checkContext({}, { probing: { warmUp: "10s" } });
  answerTargetHealth(aws, ...looks);
  answerCapacity(aws, ...desired.map((computedDesiredCount) => ({ green: { computedDesiredCount } })));
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error("time is up")), 60_000);
  const startedAt = performance.now();
  const context = {
    ...rest,
    deployment: testListener ? deployment : { ...installedDeployment(), testListener: undefined },
  };
  const running = targetsAreHealthy.run(context, controller.signal).then((result) => {
    return { ...result, seconds: Math.round((performance.now() - startedAt) / 1000) };
  });
  await vi.advanceTimersByTimeAsync(61_000);
  return running;
}

test("all healthy passes once it held at two looks", async () => {
  expect(await run([healthy])).toEqual({
    verdict: "passed",
    reason: "2 of 2 targets of green's target group green-group are healthy.",
    seconds: 3,
  });
});

test("a moment of health is no pass: what follows it decides", async () => {
  expect(await run([healthy, unhealthy])).toMatchObject({ verdict: "failed", seconds: 10 });
  expect(await run([healthy, unhealthy, healthy, initial, healthy])).toMatchObject({ verdict: "passed", seconds: 11 });
});

test.for([
  ["initial", [initial, initial, healthy]],
  ["unused", [unused, unused, healthy]],
  ["unhealthy", [unhealthy, unhealthy, healthy]],
  ["too few", [[[a, "healthy"]], [], healthy]],
] as const)("targets that are %s are looked at again until they are healthy", async ([, looks]) => {
  expect(await run(looks)).toMatchObject({ verdict: "passed", seconds: 5 });
});

test("a target that stays unhealthy fails when a new task should have warmed up, with its reason code", async () => {
  expect(await run([unhealthy])).toEqual({
    verdict: "failed",
    reason:
      "Expected 2 healthy targets in green's target group green-group, observed 1 healthy of 2: 10.0.0.2:80 unhealthy (Target.Timeout: it did not answer its health check in time). GET /up must be answered in 5 s: the task is slow or hangs, or its security group does not let the load balancer's in.",
    seconds: 10,
  });
});

test("targets that are missing fail", async () => {
  expect(await run([[]])).toMatchObject({
    verdict: "failed",
    reason: expect.stringMatching(
      /^Expected 2 healthy targets .* observed 0 healthy of 0\. No target is registered: look at/,
    ),
  });
  expect(await run([[[a, "healthy"]]])).toMatchObject({
    verdict: "failed",
    reason: expect.stringContaining("Too few targets"),
  });
});

test("a green that is scaled in while its targets are waited for needs no more of them than that", async () => {
  expect(await run([initial, initial, healthy], { desired: [3, 3, 2] })).toMatchObject({
    verdict: "passed",
    seconds: 5,
  });
  expect(await run([healthy], { desired: [2, 3] })).toMatchObject({
    verdict: "failed",
    reason: expect.stringMatching(/^Expected 3 healthy targets .* Too few targets/),
  });
});

test("a target that drains is not counted", async () => {
  expect(await run([[...healthy, ["10.0.0.3:80", "draining"]]])).toMatchObject({ verdict: "passed" });
  expect(
    await run([
      [
        [a, "healthy"],
        [b, "draining"],
      ],
    ]),
  ).toMatchObject({ verdict: "failed" });
});

test("what the load balancer never judged is inconclusive when time is up", async () => {
  const { verdict, reason, seconds } = await run([initial]);
  expect([verdict, seconds]).toEqual(["inconclusive", 60]);
  expect(reason).toMatch(/10\.0\.0\.2:80 initial\. The load balancer has not judged them/);
});

test("without a test listener, targets that no listener forwards to are not waited for to the end", async () => {
  const { verdict, reason, seconds } = await run([unused], { testListener: false });
  expect([verdict, seconds]).toEqual(["inconclusive", 10]);
  expect(reason).toMatch(/unused \(Target\.NotInUse: .* No listener forwards to that group/);
});

test("time that is up during a look gives what was seen before", async () => {
  const { aws, ...context } = checkContext({}, { probing: { warmUp: "10s" } });
  answerTargetHealth(aws, initial);
  answerCapacity(aws, {});
  const controller = new AbortController();
  const running = targetsAreHealthy.run(context, controller.signal);
  await vi.waitFor(() => expect(aws.loadBalancing.calls()).toHaveLength(1));
  controller.abort(new Error("time is up"));
  expect(await running).toMatchObject({ verdict: "inconclusive" });
  await expect(targetsAreHealthy.run(context, AbortSignal.abort(new Error("too late")))).rejects.toThrow("too late");
});

test("time that is up after one look at which all were healthy is no pass", async () => {
  const { aws, ...context } = checkContext();
  answerTargetHealth(aws, healthy);
  answerCapacity(aws, {});
  const controller = new AbortController();
  const running = targetsAreHealthy.run(context, controller.signal);
  await vi.waitFor(() => expect(aws.loadBalancing.calls()).toHaveLength(1));
  controller.abort(new Error("time is up"));
  expect(await running).toMatchObject({
    verdict: "inconclusive",
    reason: expect.stringContaining("That was seen once and has to hold at two looks"),
  });
});

test("a target that can never be healthy fails, and one that nobody judges is inconclusive, neither waited for to the end", async () => {
  expect(
    await run([
      [
        [a, "healthy"],
        [b, "unused", "Target.IpUnusable"],
      ],
    ]),
  ).toMatchObject({
    verdict: "failed",
    reason: expect.stringContaining("Give the tasks subnets"),
    seconds: 10,
  });
  expect(await run([[[a, "unavailable", "Target.HealthCheckDisabled"]]])).toMatchObject({
    verdict: "inconclusive",
    reason: expect.stringContaining("Turn the target group's health checks on"),
    seconds: 10,
  });
});

test("beside a target that is unhealthy, those that are still registering are not what a person should look at", async () => {
  const { reason } = await run([
    [
      [a, "initial", "Elb.InitialHealthChecking"],
      [b, "unhealthy", "Target.Timeout"],
    ],
  ]);
  expect(reason).toContain("GET /up must be answered in 5 s");
  expect(reason).not.toContain("has not judged");
});
