import { DescribeAlarmsCommand, type MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { noAlarmFires } from "../../../shared/checks/no-alarm-fires.ts";
import { refusal } from "../../support/mock-aws.ts";
import { checkContext } from "../../support/probe/installed-deployment.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ok: MetricAlarm = { AlarmName: "errors", StateValue: "OK" };
const both = [ok, { ...ok, AlarmName: "latency" }];
const firing: MetricAlarm = { AlarmName: "latency", StateValue: "ALARM", StateReason: "1.7 s > 1 s" };

function setUp(overrides: Parameters<typeof checkContext>[0] = {}) {
  const { aws, ...context } = checkContext(overrides);
  aws.cloudWatch.on(DescribeAlarmsCommand).resolves({ MetricAlarms: both });
  const stop = new AbortController();
  const bake = { startedAt: Date.now(), endsAt: Date.now() + 600_000 };
  return { aws, context: { ...context, bake }, stop };
}

test("it looks until it is stopped, gives its looks back, and goes on from there", async () => {
  const { context, stop } = setUp();
  const running = noAlarmFires.run(context, { looks: 2 }, stop.signal);
  await vi.advanceTimersByTimeAsync(95_000);
  stop.abort(new Error("stopped"));
  expect(await running).toEqual({
    pending: { looks: 6 },
    note: "6 looks at the alarms. No alarm of deployment group shop-group fires: errors OK, latency OK.",
  });
});

test("an alarm that fires in the middle decides at once", async () => {
  const { aws, context, stop } = setUp();
  const running = noAlarmFires.run(context, undefined, stop.signal);
  await vi.advanceTimersByTimeAsync(40_000);
  aws.cloudWatch.on(DescribeAlarmsCommand).resolves({ MetricAlarms: [ok, firing] });
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await running).toEqual({
    verdict: "failed",
    reason: expect.stringContaining("observed 1 of 2: latency is in ALARM"),
  });
});

test("being cut off, or refused by CloudWatch for a while, is no verdict", async () => {
  const { aws, context, stop } = setUp();
  aws.cloudWatch.on(DescribeAlarmsCommand).rejects(refusal("ThrottlingException"));
  const running = noAlarmFires.run(context, undefined, stop.signal);
  await vi.advanceTimersByTimeAsync(10_000);
  stop.abort(new Error("stopped"));
  expect(await running).toMatchObject({ pending: { looks: 0 }, note: expect.stringContaining("ThrottlingException") });
});

test("it is settled by a last look of its own, which must succeed", async () => {
  const { aws, context, stop } = setUp();
  expect(await noAlarmFires.settle(context, { looks: 3 }, stop.signal)).toEqual({
    verdict: "passed",
    reason: "No alarm of deployment group shop-group fires: errors OK, latency OK. Looked at 4 times since the shift.",
  });
  aws.cloudWatch.on(DescribeAlarmsCommand).resolves({ MetricAlarms: [ok, firing] });
  expect(await noAlarmFires.settle(context, { looks: 0 }, stop.signal)).toMatchObject({ verdict: "failed" });
  aws.cloudWatch.on(DescribeAlarmsCommand).rejects(refusal("ThrottlingException"));
  await expect(noAlarmFires.settle(context, { looks: 3 }, stop.signal)).rejects.toThrow("ThrottlingException");
});

test("a group without alarms has none to watch", async () => {
  const { context, stop } = setUp({ alarms: { enabled: false, names: ["errors"] } });
  expect(await noAlarmFires.run(context, undefined, stop.signal)).toMatchObject({
    verdict: "passed",
    reason: expect.stringContaining("Not applicable"),
  });
});

test("a state that it did not give back is refused", () => {
  for (const state of [undefined, null, {}, { looks: -1 }, { looks: 1, more: 2 }, { looks: "1" }]) {
    expect(noAlarmFires.refuse(state)).toEqual(expect.any(String));
  }
  expect(noAlarmFires.refuse({ looks: 0 })).toBeUndefined();
});
