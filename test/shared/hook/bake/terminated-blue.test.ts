import { DescribeServicesCommand, ListTasksCommand } from "@aws-sdk/client-ecs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ARNS, BLUE_ID, greenTaskSet, serviceAt } from "../../../support/aws-answers.ts";
import { bakeCloud } from "../../../support/bake-cloud.ts";
import { looking } from "../../../support/fake-resumables.ts";
import { guardProcess } from "../../../support/guard-process.ts";
import { saying } from "../../../support/run-hook.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
guardProcess();

test("a blue that is terminated between two invocations is known without a task, and what was decided stays", async () => {
  const seen: unknown[] = [];
  const noting = looking(20, "passed", { name: "late" });
  const run: typeof noting.run = async (context, ...rest) => {
    const { id, targetGroup, tasks } = context.deployment.blue;
    seen.push([id, targetGroup.arn, tasks.length]);
    return noting.run(context, ...rest);
  };
  const cloud = bakeCloud({
    checks: [saying("passed", "once")],
    resumables: [looking(2), { ...noting, run }],
    configuration: { bake: "40m" },
  });
  void cloud.begin();
  await cloud.pass(5 * 60_000);
  const taskSets = [greenTaskSet({ status: "PRIMARY" })];
  cloud.aws.ecs
    .on(DescribeServicesCommand)
    .resolves({ services: [serviceAt("AfterAllowTraffic", { taskSets })] })
    .on(ListTasksCommand, { startedBy: BLUE_ID })
    .resolves({ taskArns: [] });
  await cloud.pass();
  expect([cloud.invocations(), cloud.statuses()]).toEqual([2, ["Succeeded"]]);
  expect(seen).toEqual([
    [BLUE_ID, ARNS.blueGroup, 1],
    [BLUE_ID, ARNS.blueGroup, 0],
  ]);
  expect(cloud.reason()).toContain("looking: It said passed after 2 looks. late: It said passed after 20 looks.");
});

test("where a later invocation cannot describe the deployment, what was decided is told, and is no pass", async () => {
  const cloud = bakeCloud({
    resumables: [looking(2), looking(20, "passed", { name: "late" })],
    configuration: { bake: "40m" },
  });
  void cloud.begin();
  await cloud.pass(5 * 60_000);
  cloud.aws.ecs.on(DescribeServicesCommand).resolves({ services: [] });
  await cloud.pass();
  expect(cloud.statuses()).toEqual(["Failed"]);
  expect(cloud.lines.findLast(({ message }) => message === "hook decided")).toMatchObject({
    verdict: "error",
    checks: [{ name: "looking", verdict: "passed" }],
  });
});
