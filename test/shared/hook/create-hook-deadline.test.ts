import { GetDeploymentCommand, PutLifecycleEventHookExecutionStatusCommand } from "@aws-sdk/client-codedeploy";
import { DescribeServicesCommand } from "@aws-sdk/client-ecs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Check } from "../../../shared/checks/check.ts";
import type { InstalledDeployment } from "../../../shared/deployment/deployment.ts";
import { deploymentInfo } from "../../support/aws-answers.ts";
import { refusal } from "../../support/mock-aws.ts";
import { saying, setUpHook } from "../../support/run-hook.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = new Promise<never>(() => undefined);
const hanging: Check<InstalledDeployment> = { name: "hanging", run: () => never };

/** Invokes, lets `remainingMs` pass, and says how many of them it took. */
async function timed(hook: ReturnType<typeof setUpHook>, remainingMs: number) {
  const startedAt = performance.now();
  let tookMs = Infinity;
  const invoked = hook.invoke(remainingMs).finally(() => {
    tookMs = performance.now() - startedAt;
  });
  const outcome = invoked.then(
    () => "resolved",
    (error: unknown) => error,
  );
  await vi.advanceTimersByTimeAsync(Math.max(remainingMs, 1_000) + 1);
  return { outcome: await outcome, tookMs };
}

test.for([
  { remaining: 900_000, reportedAt: 887_000 },
  { remaining: 60_000, reportedAt: 47_000 },
  { remaining: 6_000, reportedAt: 3_750 },
  { remaining: 3_000, reportedAt: 1_875 },
  { remaining: 1_000, reportedAt: 625 },
  { remaining: 0, reportedAt: 0 },
])(
  "with $remaining ms left, a check that ignores its signal does not hold up the report",
  async ({ remaining, reportedAt }) => {
    const hook = setUpHook([saying("passed"), hanging]);
    expect(await timed(hook, remaining)).toEqual({ outcome: "resolved", tookMs: reportedAt });
    expect(hook.statuses()).toEqual(["Failed"]);
  },
);

test("a check that did not end is named, and does not hide the others' results", async () => {
  const hook = setUpHook([saying("failed", "quick"), hanging], async () => ({
    default: { alsoSucceedOn: ["error", "inconclusive"] },
  }));
  await timed(hook, 60_000);
  expect(hook.statuses()).toEqual(["Failed"]);
  expect(hook.reason()).toMatch(
    /quick: It said failed\. hanging: Not finished when time was up \(DeadlineError: The checks had 45\.0 s\)/,
  );
});

test("a check is aborted when its time is up, and may say what it saw", async () => {
  const run: Check<InstalledDeployment>["run"] = async (_, signal) => {
    await new Promise((resolve) => {
      signal.addEventListener("abort", resolve);
    });
    return { verdict: "inconclusive", reason: "Saw 7 answers." };
  };
  const hook = setUpHook([{ name: "polite", run }]);
  expect(await timed(hook, 60_000)).toMatchObject({ outcome: "resolved", tookMs: 45_000 });
  expect(hook.reason()).toContain("polite: Saw 7 answers.");
});

test.for<[string, (hook: ReturnType<typeof setUpHook>) => unknown]>([
  ["CodeDeploy", ({ aws }) => aws.codeDeploy.on(GetDeploymentCommand).callsFake(() => never)],
  ["ECS", ({ aws }) => aws.ecs.on(DescribeServicesCommand).callsFake(() => never)],
])("%s not answering ends in one Failed report", async ([, silence]) => {
  const hook = setUpHook();
  silence(hook);
  await timed(hook, 60_000);
  expect(hook.statuses()).toEqual(["Failed"]);
  expect(hook.reason()).toBe("Time was up before anything could be checked. DeadlineError: The checks had 45.0 s");
});

test("a configuration that never loads ends in one Failed report", async () => {
  const hook = setUpHook([saying("passed")], () => never);
  await timed(hook, 60_000);
  expect(hook.statuses()).toEqual(["Failed"]);
});

test("observe holds where AWS does not answer: the configuration is read in the time that is left", async () => {
  const hook = setUpHook([saying("passed")], async () => ({ default: { mode: "observe" } }));
  hook.aws.codeDeploy.on(GetDeploymentCommand).callsFake(() => never);
  await timed(hook, 60_000);
  expect(hook.statuses()).toEqual(["Succeeded"]);
});

test("a rescue with a second left succeeds", async () => {
  const hook = setUpHook([saying("failed")]);
  hook.aws.codeDeploy.on(GetDeploymentCommand).callsFake(async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { deploymentInfo: deploymentInfo({ creator: "codeDeployRollback" }) };
  });
  await timed(hook, 1_000);
  expect(hook.statuses()).toEqual(["Succeeded"]);
});

test.for(["ThrottlingException", "AccessDeniedException", "ServiceUnavailable"])(
  "a report that is refused with %s is repeated until the reserve is spent, then the invocation fails",
  async (name) => {
    const hook = setUpHook([hanging]);
    hook.aws.codeDeploy.on(PutLifecycleEventHookExecutionStatusCommand).rejects(refusal(name));
    const { outcome, tookMs } = await timed(hook, 900_000);
    expect(outcome).toMatchObject({ name: "ReportError", cause: { code: name } });
    expect(tookMs).toBe(899_500);
    expect(hook.statuses().length).toBeGreaterThan(5);
    expect(hook.log.lines.filter(({ message }) => message === "report is repeated").length).toBe(
      hook.statuses().length,
    );
  },
);

test("a hook that is over leaves no timer, and writes no line later", async () => {
  const hook = setUpHook();
  await hook.invoke(60_000);
  const lines = hook.log.lines.length;
  expect(vi.getTimerCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(hook.log.lines).toHaveLength(lines);
});
