import { FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { GetDeploymentCommand } from "@aws-sdk/client-codedeploy";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AwsCallError } from "../../../../shared/deployment/errors.ts";
import { bakeSign } from "../../../../shared/hook/bake/bake-sign.ts";
import { ARNS, BLUE_ID, deploymentInfo, HOOK_EVENT } from "../../../support/aws-answers.ts";
import { bakeCloud, type BakeCloud } from "../../../support/bake-cloud.ts";
import { looking } from "../../../support/fake-resumables.ts";
import { guardProcess } from "../../../support/guard-process.ts";
import { refusal } from "../../../support/mock-aws.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
guardProcess();

const LONG = { resumables: [looking(Infinity)], configuration: { bake: "40m" } } as const;

/** The moment at which CodeDeploy was told, in minutes. */
async function untilReported(cloud: BakeCloud): Promise<number> {
  const startedAt = Date.now();
  while (cloud.reported() === undefined) await cloud.pass(5_000);
  return (Date.now() - startedAt) / 60_000;
}

function refused(name: string, message: string): AwsCallError {
  return new AwsCallError("lambda:InvokeFunction", refusal(name, message));
}

test("a continuation that is lost is tried once more, and then reported within the invocation's own time", async () => {
  const cloud = bakeCloud(LONG);
  cloud.invokeFunction.mockResolvedValueOnce("lost-1").mockResolvedValueOnce("lost-2");
  void cloud.begin();
  expect(await untilReported(cloud)).toBeLessThan(15);
  expect(cloud.invokeFunction).toHaveBeenCalledTimes(2);
  expect(cloud.statuses()).toEqual(["Failed"]);
  expect(cloud.reason()).toMatch(
    /^0 of 2 checks passed\. bake: The bake could not go on in a further invocation, after 14\.\d min of 40\.0 min: Lambda accepted the invocation, but nothing in the function's log shows that it began \(request lost-1 and lost-2\)\. looking: Cut short before it had decided\. It had seen: 13 looks$/,
  );
});

test("a continuation that comes at the second try goes on", async () => {
  const cloud = bakeCloud(LONG);
  cloud.invokeFunction.mockResolvedValueOnce("lost-1");
  void cloud.begin();
  await cloud.pass();
  expect(cloud.statuses()).toEqual(["Succeeded"]);
  expect(cloud.lines.find(({ message }) => message === "bake handed over")).toMatchObject({ attempts: 2 });
  expect(cloud.lines.find(({ message }) => message === "bake could not be handed over")?.["reason"]).toContain(
    "nothing in the function's log shows that it began",
  );
});

test("a continuation that comes after the bake was given up does no harm", async () => {
  const cloud = bakeCloud(LONG);
  const events: object[] = [];
  cloud.invokeFunction.mockImplementation(async ({ event }) => {
    events.push(event);
    return `late-${events.length}`;
  });
  void cloud.begin();
  await cloud.pass();
  expect(cloud.statuses()).toEqual(["Failed"]);
  cloud.aws.codeDeploy.on(GetDeploymentCommand).resolves({ deploymentInfo: deploymentInfo({ status: "Failed" }) });
  void cloud.deliver(events[0] ?? {});
  expect(await cloud.pass()).toBeLessThan(0.1);
  expect(cloud.reason()).toContain("ends, because the deployment has: it has failed");
  expect(cloud.lines.at(-1)?.message).toBe("status had no effect");
});

test.for([
  {
    name: "AccessDeniedException",
    message: "not authorized to perform: lambda:InvokeFunction",
    says: "Allow lambda:InvokeFunction in the role of this function",
  },
  { name: "TooManyRequestsException", message: "Rate exceeded", says: "Rate exceeded" },
  { name: "RecursiveInvocationException", message: "recursive loop", says: "recursive loop" },
])("an invocation that is refused with $name is reported", async ({ name, message, says }) => {
  const cloud = bakeCloud(LONG);
  cloud.invokeFunction.mockRejectedValue(refused(name, message));
  void cloud.begin();
  expect(await untilReported(cloud)).toBeLessThan(15);
  expect(cloud.statuses()).toEqual(["Failed"]);
  expect(cloud.reason()).toContain(says);
  expect(cloud.invocations()).toBe(1);
});

test("an invocation that is throttled once goes on", async () => {
  const cloud = bakeCloud(LONG);
  cloud.invokeFunction.mockRejectedValueOnce(refused("TooManyRequestsException", "Rate exceeded"));
  void cloud.begin();
  await cloud.pass();
  expect(cloud.statuses()).toEqual(["Succeeded"]);
});

test("a log that may not be read is reported: nobody could say that the bake goes on", async () => {
  const cloud = bakeCloud(LONG);
  cloud.aws.logs.on(FilterLogEventsCommand).rejects(refusal("AccessDeniedException", "no"));
  void cloud.begin();
  await untilReported(cloud);
  expect(cloud.reported()).toBe("Failed");
  expect(cloud.reason()).toContain("Allow logs:FilterLogEvents in the role of this function");
});

test("a log that is throttled for a while is looked at again", async () => {
  const cloud = bakeCloud(LONG);
  cloud.throttleLog(8);
  void cloud.begin();
  await cloud.pass();
  expect(cloud.statuses()).toEqual(["Succeeded"]);
  expect(cloud.invocations()).toBe(3);
});

test("an event that is delivered twice does not make two chains of invocations", async () => {
  const cloud = bakeCloud(LONG);
  const accept = cloud.invokeFunction.getMockImplementation();
  cloud.invokeFunction.mockImplementationOnce(async (invocation, signal) => {
    const requestId = (await accept?.(invocation, signal)) ?? "";
    // Lambda gives the second delivery the same request id.
    setTimeout(() => void cloud.deliver(structuredClone(invocation.event), requestId), 3_000);
    return requestId;
  });
  void cloud.begin();
  await cloud.pass();
  expect(cloud.statuses()).toEqual(["Succeeded"]);
  // The first, the second twice, and one third.
  expect(cloud.invocations()).toBe(4);
  expect(cloud.lines.filter(({ message }) => message === "bake goes on elsewhere")).toHaveLength(1);
});

test("CodeDeploy's own event, delivered twice, does not make two chains either", async () => {
  const cloud = bakeCloud(LONG);
  void cloud.begin();
  void cloud.begin();
  await cloud.pass();
  expect(cloud.statuses()).toEqual(["Succeeded"]);
  expect(cloud.invocations()).toBe(4);
});

test("a second delivery goes on itself where the first has died on its way", async () => {
  const cloud = bakeCloud(LONG);
  const { DeploymentId: deploymentId, LifecycleEventHookExecutionId: executionId } = HOOK_EVENT;
  cloud.write({ sign: bakeSign({ deploymentId, executionId }, 1), invocation: "of-the-dead" });
  await cloud.pass(3_000);
  void cloud.begin();
  await cloud.pass();
  expect(cloud.statuses()).toEqual(["Succeeded"]);
  expect(cloud.invocations()).toBe(3);
});

test("the second of two deliveries of the last part of a bake changes nothing", async () => {
  const cloud = bakeCloud({ resumables: [looking(Infinity)], configuration: { bake: "20m" } });
  void cloud.begin();
  await cloud.pass(16 * 60_000);
  void cloud.deliver(cloud.events[0] ?? {});
  await cloud.pass();
  expect(cloud.statuses()).toEqual(["Succeeded", "Succeeded"]);
  expect(cloud.lines.at(-1)?.message).toBe("status had no effect");
});

test.for<[string, Parameters<typeof looking>[2], RegExp]>([
  [
    "too large",
    { run: async () => ({ pending: { seen: 1, more: "x".repeat(70_000) }, note: "" }) },
    /The check itself failed: TypeError: its state has 70\d\d\d bytes: expected 65536 at most/,
  ],
  [
    "no state of its own",
    { run: async () => ({ pending: { seen: Number.NaN }, note: "" }) },
    /its state cannot be read again: .*Expected number but received null/,
  ],
  [
    "never given back",
    { run: () => new Promise<never>(() => undefined) },
    /it did not give its state back within 2 s of being stopped/,
  ],
])("a state that is %s is reported, with the check's name", async ([, overrides, why]) => {
  const cloud = bakeCloud({ ...LONG, resumables: [looking(Infinity, "passed", overrides)] });
  void cloud.begin();
  expect(await untilReported(cloud)).toBeLessThan(15);
  expect(cloud.statuses()).toEqual(["Failed"]);
  expect(cloud.reason()).toMatch(/looking: The check itself failed/);
  expect(cloud.reason()).toMatch(why);
});

test("states that are too large together are reported with their sizes", async () => {
  const large = (index: number) =>
    looking(Infinity, "passed", {
      name: `large-${index}`,
      run: async (_, before) => ({ pending: before ?? { seen: 1 }, note: "x".repeat(500) }),
    });
  const cloud = bakeCloud({ ...LONG, resumables: Array.from({ length: 300 }, (_, index) => large(index)) });
  void cloud.begin();
  await untilReported(cloud);
  expect(cloud.reason()).toMatch(/the event would have 1\d{5} bytes: expected 131072 at most; of these, large-0 5\d\d/);
});

test("a function whose time-out is too short for the bake says so before it hands over", async () => {
  const cloud = bakeCloud({ ...LONG, timeoutMs: 60_000, configuration: { bake: "55m" } });
  void cloud.begin();
  expect(await untilReported(cloud)).toBeLessThan(1);
  expect(cloud.reason()).toMatch(
    /it would take \d+ invocations, and 15 at most are made\. Raise the function's timeout/,
  );
  expect(cloud.invokeFunction).not.toHaveBeenCalled();
});

test("a crash in the second invocation ends in one Failed report", async () => {
  const crashing = looking(Infinity, "passed", {
    run: async (_, before, signal) => {
      if (!before) {
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        return { pending: { seen: 1 }, note: "" };
      }
      setTimeout(() => process.emit("uncaughtException", new Error("boom")), 120_000);
      return new Promise(() => undefined);
    },
  });
  const cloud = bakeCloud({ ...LONG, resumables: [crashing] });
  void cloud.begin();
  await cloud.pass();
  expect(cloud.statuses()).toEqual(["Failed"]);
  expect(cloud.invocations()).toBe(2);
  expect(cloud.reason()).toContain("looking: CrashError: The function crashed, caused by boom");
});

test("a crash while the next invocation is waited for ends in one Failed report", async () => {
  const cloud = bakeCloud(LONG);
  cloud.invokeFunction.mockImplementation(async () => {
    setTimeout(() => process.emit("uncaughtException", new Error("boom")), 5_000);
    return "lost-1";
  });
  void cloud.begin();
  await cloud.pass();
  expect(cloud.statuses()).toEqual(["Failed"]);
  expect(cloud.reason()).toContain("of 40.0 min: CrashError: The function crashed, caused by boom.");
});

test("the event of a continuation is CodeDeploy's, and what is known", async () => {
  const cloud = bakeCloud(LONG);
  const startedAt = Date.now();
  void cloud.begin();
  await cloud.pass();
  expect(cloud.events[0]).toEqual({
    ...HOOK_EVENT,
    continuation: {
      version: 3,
      number: 2,
      startedAt,
      bakeEndsAt: startedAt + 40 * 60_000,
      blue: { id: BLUE_ID, taskDefinition: expect.stringMatching(/web:41$/), targetGroup: ARNS.blueGroup },
      decided: [],
      states: { looking: { state: { seen: 13 }, note: "13 looks" } },
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  });
});
