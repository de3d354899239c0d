import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { GetDeploymentCommand } from "@aws-sdk/client-codedeploy";
import type { CheckResult } from "../../../../shared/checks/check.ts";
import type { HooksConfig } from "../../../../shared/configuration/schema.ts";
import { deploymentInfo } from "../../../support/aws-answers.ts";
import { bakeCloud } from "../../../support/bake-cloud.ts";
import { looking } from "../../../support/fake-resumables.ts";
import { guardProcess } from "../../../support/guard-process.ts";
import { saying } from "../../../support/run-hook.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
guardProcess();

const watcher = looking(Infinity, "passed", { name: "watcher", isWaitedForUntil: () => 0 });

/** One whose silence says something only after so many minutes. */
const guard = (minutes: number, looks = Infinity, verdict: CheckResult["verdict"] = "passed") => {
  const isWaitedForUntil = ({ bake }: { bake: { startedAt: number } }) => bake.startedAt + minutes * 60_000;
  return looking(looks, verdict, { name: "guard", isWaitedForUntil });
};

test("a bake of 40 minutes goes on over several invocations, and ends in one report", async () => {
  const cloud = bakeCloud({
    checks: [saying("passed", "once")],
    resumables: [looking(Infinity)],
    configuration: { bake: "40m" },
  });
  void cloud.begin();
  expect(await cloud.pass()).toBeCloseTo(40, 0);
  expect(cloud.invocations()).toBe(3);
  expect(cloud.statuses()).toEqual(["Succeeded"]);
  // Its last, partial minutes are not carried along, and no look is counted twice.
  expect(cloud.reason()).toBe("2 of 2 checks passed. once: It said passed. looking: Settled after 39 looks.");
  expect(cloud.messages(1)).toEqual(["configuration in force", "bake began", "bake handed over"]);
  expect(cloud.messages(2)).toEqual(["configuration in force", "bake goes on", "bake handed over"]);
  expect(cloud.lines.findLast(({ message }) => message === "hook decided")).toMatchObject({
    // Of the whole bake, not of its last invocation.
    durationMs: 40 * 60_000,
    checks: [{ name: "once", verdict: "passed" }, { name: "looking" }],
  });
});

test("a check that has decided is not asked again in a later invocation", async () => {
  const once = {
    name: "once",
    run: vi.fn<() => Promise<CheckResult>>(async () => ({ verdict: "passed", reason: "Once." })),
  };
  const early = looking(2, "passed", { name: "early" });
  const run = vi.spyOn(early, "run");
  const cloud = bakeCloud({ checks: [once], resumables: [early, looking(20)], configuration: { bake: "40m" } });
  void cloud.begin();
  expect(await cloud.pass()).toBeCloseTo(20, 0);
  expect([cloud.invocations(), once.run.mock.calls.length, run.mock.calls.length]).toEqual([2, 1, 1]);
  expect(cloud.reason()).toContain("early: It said passed after 2 looks. looking: It said passed after 20 looks.");
});

test("the default bake takes one invocation, and no other is made", async () => {
  const cloud = bakeCloud({ resumables: [looking(Infinity)] });
  void cloud.begin();
  expect(await cloud.pass()).toBeCloseTo(10, 0);
  expect(cloud.invokeFunction).not.toHaveBeenCalled();
  expect(cloud.statuses()).toEqual(["Succeeded"]);
});

test.for<[string, Parameters<typeof bakeCloud>[0], { minutes: number; status: string; reason: string }]>([
  [
    "when every check has passed",
    { resumables: [looking(3)] },
    { minutes: 3, status: "Succeeded", reason: "1 of 1 checks passed. looking: It said passed after 3 looks." },
  ],
  [
    "when only watchers have not decided, and these are settled",
    { resumables: [watcher, looking(3)] },
    { minutes: 3, status: "Succeeded", reason: "2 of 2 checks passed. watcher: Settled after 3 looks." },
  ],
  [
    "at once, where there is nothing but watchers",
    { checks: [saying("passed")], resumables: [watcher] },
    { minutes: 0, status: "Succeeded", reason: "watcher: Settled after 0 looks." },
  ],
  [
    "when all have decided, but not before a watcher has watched for its least time",
    { checks: [saying("passed")], resumables: [guard(4.5), looking(1)] },
    { minutes: 4.5, status: "Succeeded", reason: "guard: Settled after 4 looks." },
  ],
  [
    "without a watcher whose least time is over",
    { resumables: [guard(2), looking(5)] },
    { minutes: 5, status: "Succeeded", reason: "guard: Settled after " },
  ],
  [
    "when a watcher fails that alone is waited for",
    { resumables: [guard(4, 3, "failed"), looking(0)] },
    { minutes: 3, status: "Failed", reason: "guard: It said failed after 3 looks." },
  ],
  [
    "with its time, however long a watcher would have watched",
    { resumables: [guard(40), looking(0)], configuration: { bake: "5m" } },
    { minutes: 5, status: "Succeeded", reason: "guard: Settled after " },
  ],
  [
    "in a later invocation, where only a watcher's least time takes so long",
    { resumables: [guard(20), looking(0)], configuration: { bake: "40m" } },
    { minutes: 20, status: "Succeeded", reason: "guard: Settled after 19 looks." },
  ],
  [
    "when a check fails, and the others are cut short",
    { resumables: [looking(4, "failed"), looking(Infinity, "passed", { name: "slow" })] },
    {
      minutes: 4,
      status: "Failed",
      reason:
        "0 of 2 checks passed. looking: It said failed after 4 looks. slow: Cut short before it had decided. It had seen: 3 looks",
    },
  ],
  [
    "when a watcher fails",
    { resumables: [looking(4, "failed", { isWaitedForUntil: () => 0, name: "alarms" }), looking(Infinity)] },
    { minutes: 4, status: "Failed", reason: "alarms: It said failed after 4 looks." },
  ],
  [
    "when a check fails in a later invocation",
    { resumables: [looking(20, "failed")], configuration: { bake: "40m" } },
    { minutes: 20, status: "Failed", reason: "looking: It said failed after 20 looks." },
  ],
  [
    "when a check that decides at once fails",
    { checks: [saying("failed", "once")], resumables: [looking(Infinity)] },
    { minutes: 0, status: "Failed", reason: "once: It said failed." },
  ],
  [
    "when a check cannot decide, because that is no pass",
    { checks: [saying("inconclusive", "once")], resumables: [looking(Infinity)] },
    { minutes: 0, status: "Failed", reason: "once: It said inconclusive." },
  ],
  [
    "when a check itself is broken",
    {
      resumables: [looking(Infinity, "passed", { run: () => Promise.reject(new Error("boom")) })],
    },
    { minutes: 0, status: "Failed", reason: "looking: The check itself failed: boom" },
  ],
])("a bake ends early: %s", async ([, setting, { minutes, status, reason }]) => {
  const cloud = bakeCloud(setting);
  void cloud.begin();
  expect(await cloud.pass()).toBeCloseTo(minutes, 0);
  expect(cloud.statuses()).toEqual([status]);
  expect(cloud.reason()).toContain(reason);
});

test("doubt that may succeed does not end a bake", async () => {
  const configuration: HooksConfig = { alsoSucceedOn: ["inconclusive"] };
  const cloud = bakeCloud({ checks: [saying("inconclusive")], resumables: [looking(Infinity)], configuration });
  void cloud.begin();
  expect(await cloud.pass()).toBeCloseTo(10, 0);
  expect(cloud.statuses()).toEqual(["Succeeded"]);
});

test("observe records what would have been said, and when", async () => {
  const configuration: HooksConfig = { mode: "observe", bake: "40m" };
  const cloud = bakeCloud({ resumables: [looking(20, "failed")], configuration });
  void cloud.begin();
  expect(await cloud.pass()).toBeCloseTo(20, 0);
  expect(cloud.statuses()).toEqual(["Succeeded"]);
  expect(cloud.reason()).toContain("looking: It said failed after 20 looks.");
});

test('bake: "0s" leaves the checks that take time out, says so, and asks the others', async () => {
  const setting = { resumables: [looking(Infinity)], configuration: { bake: "0s" } } as const;
  const cloud = bakeCloud({ ...setting, checks: [saying("passed", "once")] });
  void cloud.begin();
  expect(await cloud.pass()).toBeLessThan(0.1);
  expect(cloud.statuses()).toEqual(["Succeeded"]);
  expect(cloud.lines.find(({ check }) => check === "looking")?.["reason"]).toContain("Not applicable");
  const idle = bakeCloud({ ...setting, checks: [] });
  void idle.begin();
  await idle.pass();
  expect(idle.statuses()).toEqual(["Failed"]);
});

test("checks that decide within one invocation are not cut short by a bake that is shorter", async () => {
  const slow = {
    name: "slow",
    run: () =>
      new Promise<{ verdict: "passed"; reason: string }>((resolve) => {
        setTimeout(() => resolve({ verdict: "passed", reason: "After a minute." }), 60_000);
      }),
  };
  const cloud = bakeCloud({ checks: [slow], resumables: [looking(Infinity)], configuration: { bake: "5s" } });
  void cloud.begin();
  expect(await cloud.pass()).toBeCloseTo(1, 0);
  expect(cloud.reason()).toBe("2 of 2 checks passed. slow: After a minute. looking: Settled after 0 looks.");
});

test.for([
  { info: deploymentInfo({ status: "Stopped" }), how: "it was stopped" },
  {
    info: deploymentInfo({ status: "Failed", rollbackInfo: { rollbackDeploymentId: "d-RESCUE" } }),
    how: "deployment d-RESCUE rolls it back",
  },
])("a bake ends with its deployment: $how", async ({ info, how }) => {
  const cloud = bakeCloud({ resumables: [looking(Infinity)], configuration: { bake: "40m" } });
  void cloud.begin();
  await cloud.pass(20 * 60_000);
  cloud.aws.codeDeploy.on(GetDeploymentCommand).resolves({ deploymentInfo: info });
  expect(await cloud.pass()).toBeLessThan(1);
  expect(cloud.reason()).toContain(`bake: The bake ended before it was over, because the deployment did: ${how}.`);
  expect(cloud.invocations()).toBe(2);
});

test("a deployment that CodeDeploy does not describe for a while is still watched", async () => {
  const cloud = bakeCloud({ resumables: [looking(Infinity)] });
  void cloud.begin();
  await cloud.pass(60_000);
  cloud.aws.codeDeploy.on(GetDeploymentCommand).rejects(new Error("throttled"));
  await cloud.pass();
  expect(cloud.statuses()).toEqual(["Succeeded"]);
  expect(cloud.lines.some(({ message }) => message === "deployment could not be looked at")).toBe(true);
});

test("the longest bake reports within the hour", async () => {
  const cloud = bakeCloud({ resumables: [looking(Infinity)], configuration: { bake: "55m" } });
  void cloud.begin();
  expect(await cloud.pass()).toBeLessThan(56);
  expect(cloud.statuses()).toEqual(["Succeeded"]);
});

test.for<[string, Parameters<typeof looking>[2], string]>([
  [
    "never ends",
    { settle: () => new Promise<never>(() => undefined) },
    "it did not decide in the time that is kept for it",
  ],
  ["throws", { settle: () => Promise.reject(new Error("boom")) }, "boom"],
])("settling that %s is an error of the check, in time for the hour", async ([, overrides, why]) => {
  const resumables = [looking(Infinity, "passed", overrides)];
  const cloud = bakeCloud({ resumables, configuration: { bake: "55m" } });
  void cloud.begin();
  expect(await cloud.pass()).toBeLessThan(57);
  expect(cloud.statuses()).toEqual(["Failed"]);
  expect(cloud.reason()).toBe(`0 of 1 checks passed. looking: The check itself failed: ${why}`);
});

test("a rescue is let through at once, whatever its event has in it", async () => {
  for (const continuation of [undefined, null, "nonsense", { version: 1 }]) {
    const cloud = bakeCloud({ checks: [saying("failed")], resumables: [looking(Infinity)] });
    cloud.aws.codeDeploy
      .on(GetDeploymentCommand)
      .resolves({ deploymentInfo: deploymentInfo({ creator: "codeDeployRollback" }) });
    void cloud.begin({ DeploymentId: "d-1", LifecycleEventHookExecutionId: "e", continuation });
    await cloud.pass();
    expect(cloud.statuses()).toEqual(["Succeeded"]);
  }
});
