import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { bakeCloud } from "../../../support/bake-cloud.ts";
import { looking } from "../../../support/fake-resumables.ts";
import { guardProcess } from "../../../support/guard-process.ts";
import { saying } from "../../../support/run-hook.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
guardProcess();

test.for<[string, Parameters<typeof bakeCloud>[0]["timeoutMs"]]>([
  ["that Lambda refuses", undefined],
  ["that would be one of too many", 60_000],
])("a check that is only observed fails no deployment by a hand-over %s", async ([, timeoutMs]) => {
  const observed = { mode: "observe", reason: "on trial" } as const;
  const cloud = bakeCloud({
    checks: [saying("passed", "once")],
    resumables: [looking(0), looking(Infinity, "failed", { name: "metrics-hold" })],
    configuration: { bake: "40m", checks: { "metrics-hold": observed } },
    ...(timeoutMs && { timeoutMs }),
  });
  cloud.invokeFunction.mockRejectedValue(new Error("AccessDenied lambda:InvokeFunction"));
  void cloud.begin();
  await cloud.pass();
  expect(cloud.statuses()).toEqual(["Succeeded"]);
  expect(cloud.reason()).toMatch(
    /^2 of 2 checks passed\. .* Not counted: metrics-hold \(observed: passed\), bake \(observed: error\)\.$/,
  );
  expect(cloud.lines.find(({ check }) => check === "bake")?.["reason"]).toContain("The bake could not go on");
});

test("what is enforced and stands guard is asked one last time where a hand-over for an observed check fails", async () => {
  const observed = { mode: "observe", reason: "on trial" } as const;
  const firing = { settle: async () => ({ verdict: "failed", reason: "It fires." }) as const };
  const cloud = bakeCloud({
    resumables: [
      looking(0),
      looking(Infinity, "passed", { name: "alarms-stay-silent", isWaitedForUntil: () => 0, ...firing }),
      looking(Infinity, "passed", { name: "metrics-hold" }),
    ],
    configuration: { bake: "40m", checks: { "metrics-hold": observed } },
  });
  cloud.invokeFunction.mockResolvedValue("lost");
  void cloud.begin();
  await cloud.pass();
  expect(cloud.statuses()).toEqual(["Failed"]);
  expect(cloud.reason()).toContain("alarms-stay-silent: It fires.");
});
