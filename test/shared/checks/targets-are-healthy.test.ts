import { expect, test, vi, onTestFinished } from "vitest";
import type { CheckResult } from "../../../shared/checks/check.ts";
import { targetsAreHealthy } from "../../../shared/checks/targets-are-healthy.ts";
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
  { testListener = true } = {},
): Promise<CheckResult & { readonly seconds: number }> {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { aws, deployment, ...rest } = checkContext({}, { probing: { warmUp: "10s" } });
  answerTargetHealth(aws, ...looks);
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

test("all healthy passes at once", async () => {
  expect(await run([healthy])).toEqual({
    verdict: "passed",
    reason: "2 of 2 targets of green's target group green-group are healthy.",
    seconds: 0,
  });
});

test.for([
  ["initial", [initial, initial, healthy]],
  ["unused", [unused, unused, healthy]],
  ["unhealthy", [unhealthy, unhealthy, healthy]],
  ["too few", [[[a, "healthy"]], [], healthy]],
] as const)("targets that are %s are looked at again until they are healthy", async ([, looks]) => {
  expect(await run(looks)).toMatchObject({ verdict: "passed", seconds: 2 });
});

test("a target that stays unhealthy fails when a new task should have warmed up, with its reason code", async () => {
  expect(await run([unhealthy])).toEqual({
    verdict: "failed",
    reason:
      "Expected 2 healthy targets in green's target group green-group, observed 1 healthy of 2: 10.0.0.2:80 unhealthy (Target.Timeout: Request timed out). Compare the health check's path, port and codes with what the tasks answer, and their security group with the load balancer's.",
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
  expect(reason).toMatch(/unused \(Target\.NotInUse\).* No listener forwards to that group/);
});

test("time that is up during a look gives what was seen before", async () => {
  const { aws, ...context } = checkContext({}, { probing: { warmUp: "10s" } });
  answerTargetHealth(aws, initial);
  const controller = new AbortController();
  const running = targetsAreHealthy.run(context, controller.signal);
  await vi.waitFor(() => expect(aws.loadBalancing.calls()).toHaveLength(1));
  controller.abort(new Error("time is up"));
  expect(await running).toMatchObject({ verdict: "inconclusive" });
  await expect(targetsAreHealthy.run(context, AbortSignal.abort(new Error("too late")))).rejects.toThrow("too late");
});
