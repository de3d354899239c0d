import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DEPLOYMENT_ID, HOOK_EVENT } from "../../../support/aws-answers.ts";
import { bakeCloud } from "../../../support/bake-cloud.ts";
import { looking } from "../../../support/fake-resumables.ts";
import { guardProcess } from "../../../support/guard-process.ts";
import { InvalidEventError } from "../../../../shared/hook/event.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
guardProcess();

const LONG = { resumables: [looking(Infinity)], configuration: { bake: "40m" } } as const;

test.for<[string, object]>([
  ["nonsense", { continuation: "nonsense" }],
  ["nothing in it", { continuation: {} }],
  ["an inherited one", { continuation: Object.create({ version: 1 }) as object }],
])("a continuation that is %s ends in one Failed report, and nothing is checked", async ([, event]) => {
  const cloud = bakeCloud(LONG);
  void cloud.begin({ ...HOOK_EVENT, ...event });
  expect(await cloud.pass()).toBeLessThan(0.1);
  expect(cloud.statuses()).toEqual(["Failed"]);
  expect(cloud.reason()).toMatch(
    /^ContinuationError: This invocation should go on with a bake, but its event cannot be used: .*\. Repeat the deployment$/,
  );
});

test("a continuation that comes hours late is refused, and changes nothing", async () => {
  const cloud = bakeCloud(LONG);
  void cloud.begin();
  await cloud.pass();
  await vi.advanceTimersByTimeAsync(2 * 60 * 60_000);
  void cloud.deliver(cloud.events[0] ?? {});
  expect(await cloud.pass()).toBeLessThan(0.1);
  expect(cloud.statuses()).toEqual(["Succeeded", "Failed"]);
  expect(cloud.reported()).toBe("Succeeded");
  expect(cloud.lines.at(-1)?.message).toBe("status had no effect");
});

test("a continuation without CodeDeploy's ids is answered by nobody", async () => {
  const cloud = bakeCloud(LONG);
  const refused = cloud.begin({ continuation: { version: 1, DeploymentId: DEPLOYMENT_ID } });
  await expect(refused).rejects.toThrow(InvalidEventError);
  expect(cloud.statuses()).toEqual([]);
});
