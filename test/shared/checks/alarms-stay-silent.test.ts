import { DescribeAlarmsCommand, type DescribeAlarmsCommandInput, type MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { alarmsStaySilent } from "../../../shared/checks/alarms-stay-silent.ts";
import { watchAlarms } from "../../../shared/checks/alarms/watch-alarms.ts";
import { resultOf } from "../../../shared/checks/watch/watched.ts";
import type { HooksConfig } from "../../../shared/configuration/schema.ts";
import { jumpingClock } from "../../support/metric-data.ts";
import { refusal } from "../../support/mock-aws.ts";
import { checkContext } from "../../support/probe/installed-deployment.ts";

const running = new AbortController().signal;
type States = Readonly<Record<string, string | undefined>>;

/** Look by look; the last stays. The watch is over after five. */
function watch(looks: readonly (States | Error)[], configuration: HooksConfig = {}, deployment = {}) {
  const context = checkContext(deployment, configuration);
  const over = new AbortController();
  let at = 0;
  context.aws.cloudWatch
    .on(DescribeAlarmsCommand)
    .callsFake(async ({ AlarmNames = [] }: DescribeAlarmsCommandInput) => {
      const states = looks[at] ?? looks.at(-1) ?? {};
      at += 1;
      if (at >= 5) over.abort();
      if (states instanceof Error) throw states;
      const alarms = AlarmNames.flatMap((AlarmName): MetricAlarm[] => {
        const state = states[AlarmName];
        return state === undefined
          ? []
          : [{ AlarmName, StateValue: state as "OK", StateReason: `${AlarmName} says so` }];
      });
      return { MetricAlarms: alarms };
    });
  const clock = jumpingClock(0);
  const run = (signal = running) =>
    watchAlarms(context, undefined, { every: 15_000, over: over.signal }, clock, signal);
  return { context, clock, run, looks: () => at };
}

const OK: States = { errors: "OK", latency: "OK", orders: "OK" };

test.for<[string, (States | Error)[], HooksConfig, string, RegExp, number]>([
  ["that stay silent", [OK], {}, "passed", /^No alarm fired in 60 s, at 6 looks: errors OK, latency OK\.$/, 6],
  [
    "of which one fires on the way",
    [OK, OK, { ...OK, latency: "ALARM" }, OK],
    {},
    "failed",
    /^Expected no alarm to fire after the shift, observed 1 of 2 in ALARM: latency is in ALARM \(latency says so\)/,
    3,
  ],
  [
    "that the configuration names",
    [{ ...OK, orders: "ALARM" }],
    { alarms: ["orders", "errors"] },
    "failed",
    /1 of 3 in ALARM: orders/,
    1,
  ],
  [
    "without enough data",
    [{ ...OK, latency: "INSUFFICIENT_DATA" }],
    {},
    "passed",
    /latency is in INSUFFICIENT_DATA/,
    6,
  ],
  [
    "without enough data, where that fails",
    [{ ...OK, latency: "INSUFFICIENT_DATA" }],
    { alarms: { insufficientData: "fail" } },
    "failed",
    /^Expected 2 alarms to be OK, observed 1 that cannot tell: latency is in INSUFFICIENT_DATA/,
    6,
  ],
  ["that do not exist", [{ errors: "OK" }], {}, "inconclusive", /latency is not known to CloudWatch/, 6],
  [
    "that do not exist, where that passes",
    [{ errors: "OK" }],
    { alarms: { missing: "pass" } },
    "passed",
    /latency is not known/,
    6,
  ],
  [
    "in a state that nobody documented",
    [{ ...OK, latency: "ODD" }],
    { alarms: { insufficientData: "pass" } },
    "inconclusive",
    /latency is in ODD/,
    6,
  ],
  ["that are throttled on the way", [OK, refusal("ThrottlingException"), OK], {}, "passed", /at 5 looks/, 6],
])("alarms %s", async ([, states, configuration, verdict, says, looks]) => {
  const watched = watch(states, configuration);
  const result = resultOf(await watched.run());
  expect(result.verdict).toBe(verdict);
  expect(result.reason).toMatch(says);
  expect(watched.looks()).toBe(looks);
});

test("a group that watches none, and a configuration that names none, have none to fire", async () => {
  const { run, context } = watch([OK], {}, { alarms: { enabled: false, names: ["errors"] } });
  expect(resultOf(await run())).toEqual({
    verdict: "passed",
    notApplicable: true,
    reason: expect.stringMatching(/^Not applicable: /),
  });
  expect(context.aws.cloudWatch.calls()).toHaveLength(0);
});

test("a refusal is no verdict on green", async () => {
  const { run, looks } = watch([refusal("AccessDenied")]);
  await expect(run()).rejects.toThrow("cloudwatch:DescribeAlarms");
  expect(looks()).toBe(1);
  await expect(watch([refusal("ThrottlingException")]).run()).rejects.toThrow("ThrottlingException");
});

test("a refusal at the last look is no verdict either, and asked again", async () => {
  const throttled = refusal("ThrottlingException");
  const settle = (looks: readonly (States | Error)[]) => {
    const { context, clock, looks: made } = watch(looks);
    const over = AbortSignal.abort();
    return { result: watchAlarms(context, { since: 0, looks: 7 }, { every: 15_000, over }, clock, running), made };
  };
  expect(resultOf(await settle([throttled, throttled, OK]).result)).toMatchObject({ verdict: "passed" });
  const firing = { ...OK, errors: "ALARM" };
  expect(resultOf(await settle([throttled, firing]).result)).toMatchObject({ verdict: "failed" });
  const refused = settle([throttled]);
  await expect(refused.result).rejects.toThrow("ThrottlingException");
  expect(refused.made()).toBe(5);
});

test("stopped in the middle, it goes on where it was, and an alarm that fired is not forgotten", async () => {
  const stop = new AbortController();
  const { context, clock, looks } = watch([OK]);
  const pausing = {
    ...clock,
    pause: async (ms: number, signal: AbortSignal) => {
      if (looks() === 2) stop.abort(new Error("time is up"));
      await clock.pause(ms, signal);
    },
  };
  const never = new AbortController().signal;
  const first = await watchAlarms(context, undefined, { every: 15_000, over: never }, pausing, stop.signal);
  expect(first).toEqual({
    kind: "stopped",
    state: { since: 0, looks: 2 },
    soFar: { verdict: "passed", reason: "No alarm fired in 15 s, at 2 looks: errors OK, latency OK." },
  });
  if (first.kind !== "stopped") throw new Error("expected it to be stopped");
  const over = AbortSignal.abort();
  const second = await watchAlarms(context, first.state, { every: 15_000, over }, clock, running);
  expect(resultOf(second).reason).toBe("No alarm fired in 15 s, at 3 looks: errors OK, latency OK.");
});

test("the bake waits until an alarm can have fired: the least periods after the shift, and what counts are late by", () => {
  const startedAt = 1_000_000;
  const until = (configuration: HooksConfig) => {
    const context = { ...checkContext({}, configuration), bake: { startedAt, endsAt: Infinity } };
    return (alarmsStaySilent.isWaitedForUntil(context) - startedAt) / 1000;
  };
  expect(until({})).toBe(240);
  expect(until({ customers: { period: "10s", atLeast: 5, delay: "15s" } })).toBe(65);
});
