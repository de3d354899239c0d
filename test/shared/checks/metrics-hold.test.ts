import { GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { watchMetrics } from "../../../shared/checks/metrics/watch-metrics.ts";
import { resultOf } from "../../../shared/checks/watch/watched.ts";
import type { HooksConfig } from "../../../shared/configuration/schema.ts";
import { answerMetrics, jumpingClock, type AskedValue } from "../../support/metric-data.ts";
import { refusal } from "../../support/mock-aws.ts";
import { FIRST, MINUTE, SHIFT, shiftedContext } from "../../support/shifted-deployment.ts";

const running = new AbortController().signal;

type Metrics = NonNullable<HooksConfig["metrics"]>;
const QUEUE = {
  name: "queue",
  metric: { namespace: "Shop", name: "QueueLength", dimensions: {}, statistic: "Average" },
  direction: "lower-is-better",
} as const;
const SALES = {
  name: "sales",
  metric: {
    namespace: "Shop",
    name: "Sales",
    dimensions: { TargetGroup: "{{green.targetGroup}}", LoadBalancer: "{{loadBalancer}}" },
    statistic: "Sum",
  },
  direction: "higher-is-better",
  tolerance: "10%",
} as const;

function watch(metrics: Metrics, valueOf: (asked: AskedValue) => number | undefined) {
  const context = shiftedContext({ metrics });
  const clock = jumpingClock(SHIFT + 1000);
  answerMetrics(context.aws, (asked) => (asked.at + MINUTE <= clock.now() ? valueOf(asked) : undefined));
  return { context, clock, run: () => watchMetrics(context, undefined, clock, running) };
}

/** Minute by minute after the shift; the last stays. */
const after =
  (values: readonly (number | undefined)[], before = 100) =>
  ({ at }: AskedValue): number | undefined => {
    const minute = Math.floor((at - FIRST) / MINUTE);
    return at < SHIFT ? before : (values[minute] ?? (minute < values.length ? undefined : values.at(-1)));
  };

test.for<[string, Metrics, (asked: AskedValue) => number | undefined, string, RegExp]>([
  [
    "within its limit",
    [{ ...QUEUE, limit: 10 }],
    after([9]),
    "passed",
    /^Metric "queue" was 9, 9, 9 from 10:01 to 10:04 UTC: at most 10 was met\.$/,
  ],
  [
    "beyond it",
    [{ ...QUEUE, limit: 10 }],
    after([12]),
    "failed",
    /^Metric "queue" was 12, 12, 12 from 10:01 to 10:04 UTC: expected at most 10, and several periods agree that it is not/,
  ],
  [
    "beyond it now and then",
    [{ ...QUEUE, limit: 10 }],
    after([12, 9, 12, 9, 12]),
    "inconclusive",
    /no three periods in a row agree, in 5/,
  ],
  [
    "as before the shift",
    [{ ...SALES }],
    after([98]),
    "passed",
    /at least 90 \(10 % from the 100 of before the shift\) was met/,
  ],
  [
    "worse than before",
    [{ ...SALES }],
    after([80]),
    "failed",
    /was 80, 80, 80 .*: expected at least 90 \(10 % from the 100 of before the shift\)/,
  ],
  [
    "that is noise, as before the shift",
    [{ ...SALES }],
    (asked) => (asked.at < SHIFT ? ((asked.at / MINUTE) % 3) * 50 : asked.at % (2 * MINUTE) === 0 ? 100 : 40),
    "passed",
    /expected at least 45 \(10 % from the 50 of before the shift\); not every period was, but all together show no sign of being worse/,
  ],
  ["better than before", [{ ...SALES }], after([150]), "passed", /was 150, 150, 150/],
  [
    "with a gap",
    [{ ...QUEUE, limit: 10 }],
    after([9, undefined, 9, 9, 9]),
    "inconclusive",
    /CloudWatch has no value for 1 of 5 periods \(the first from 10:02 to 10:03 UTC\)\. Missing data is no pass/,
  ],
  ["of no data", [{ ...QUEUE, limit: 10 }], () => undefined, "inconclusive", /no value for 5 of 5 periods/],
  [
    "of no data that counts as 0",
    [{ ...QUEUE, limit: 10, missing: "zero" }],
    () => undefined,
    "passed",
    /was 0, 0, 0 \(3 without data, counted as 0\)/,
  ],
  [
    "of nothing to compare with",
    [{ ...SALES }],
    ({ at }) => (at < SHIFT ? undefined : 100),
    "inconclusive",
    /nothing to compare with, for CloudWatch has 0 values of the 30 periods before/,
  ],
  [
    "and another that fails",
    [{ ...QUEUE, limit: 10 }, { ...SALES }],
    (asked) => (asked.metric === "Sales" ? after([50])(asked) : after([9])(asked)),
    "failed",
    /^Metric "sales"/,
  ],
  [
    "and another that holds",
    [{ ...QUEUE, limit: 10 }, { ...SALES }],
    (asked) => (asked.metric === "Sales" ? after([100])(asked) : after([9])(asked)),
    "passed",
    /"queue".*"sales"|"sales".*"queue"/,
  ],
  [
    "of an expression",
    [
      {
        name: "ratio",
        expression: "errors / requests",
        metrics: { errors: QUEUE.metric, requests: QUEUE.metric },
        direction: "lower-is-better",
        limit: 0.1,
      },
    ],
    ({ metric }) => (metric === "errors / requests" ? 0.05 : undefined),
    "passed",
    /"ratio" was 0\.05/,
  ],
])("a metric %s: %s", async ([, metrics, valueOf, verdict, says]) => {
  const result = resultOf(await watch(metrics, valueOf).run());
  expect(result.verdict).toBe(verdict);
  expect(result.reason).toMatch(says);
});

test("at the end of the bake, a period that may still come is left out, and three are needed", async () => {
  const settle = async (minutes: number, values: readonly (number | undefined)[]) => {
    const context = shiftedContext({ metrics: [{ ...QUEUE, limit: 10 }] });
    answerMetrics(context.aws, after(values));
    const clock = jumpingClock(FIRST + minutes * MINUTE);
    return resultOf(await watchMetrics(context, undefined, clock, running, clock.now()));
  };
  // The fourth is not there; an alternating metric decides nothing, but not for what is late.
  const alternating = await settle(5, [12, 9, 12, undefined]);
  expect(alternating.reason).toMatch(/was 12, 9, 12 .* no three periods in a row agree, in 3/);
  expect((await settle(4, [12, 9, undefined])).reason).toMatch(/no value for 1 of 3 periods/);
});

test("before the shift, green's target group is blue's", async () => {
  const asked = new Set<string>();
  const { run, context } = watch([{ ...SALES }], (value) => {
    asked.add(`${value.group ?? ""} ${value.at < SHIFT ? "before" : "after"}`);
    return 100;
  });
  await run();
  expect([...asked].toSorted()).toEqual(["blue-group before", "green-group after"]);
  const [query] = context.aws.cloudWatch.commandCalls(GetMetricDataCommand)[0]?.args[0].input.MetricDataQueries ?? [];
  expect(query?.MetricStat?.Metric?.Dimensions).toContainEqual({ Name: "LoadBalancer", Value: "app/shop/50dc" });
});

test("without metrics there is nothing to hold, and nothing is asked", async () => {
  const { run, context } = watch([], () => 1);
  expect(resultOf(await run())).toEqual({
    verdict: "passed",
    notApplicable: true,
    reason: "Not applicable: hooks.config.ts names no metrics.",
  });
  expect(context.aws.cloudWatch.calls()).toHaveLength(0);
});

test("stopped in the middle, what held is kept, and the others go on", async () => {
  const stop = new AbortController();
  const { context, clock } = watch(
    [
      { ...QUEUE, limit: 10 },
      { ...SALES, period: "120s" },
    ],
    (asked) => {
      if (clock.now() >= FIRST + 5 * MINUTE) stop.abort(new Error("time is up"));
      return after([9])({ ...asked, at: asked.metric === "Sales" ? SHIFT - 1 : asked.at });
    },
  );
  const first = await watchMetrics(context, undefined, clock, stop.signal);
  if (first.kind !== "stopped") throw new Error("expected it to be stopped");
  expect(first.soFar).toEqual({
    verdict: "inconclusive",
    reason: expect.stringContaining('1 of 2 metrics held when it was stopped; not decided: "sales"'),
  });
  const state = JSON.parse(JSON.stringify(first.state)) as typeof first.state;
  expect(Object.keys(state.held)).toEqual(["queue"]);
  const calls = context.aws.cloudWatch.calls().length;
  const second = resultOf(await watchMetrics(context, state, clock, running));
  expect(second).toEqual({ verdict: "passed", reason: expect.stringMatching(/"queue" was 9.*"sales" was 100/) });
  const later = context.aws.cloudWatch.commandCalls(GetMetricDataCommand).slice(calls);
  expect(
    later.every(({ args }) => args[0].input.MetricDataQueries?.[0]?.MetricStat?.Metric?.MetricName === "Sales"),
  ).toBe(true);
});

test("a refusal of CloudWatch is no verdict on green", async () => {
  const { run, context } = watch([{ ...QUEUE, limit: 10 }], () => 1);
  context.aws.cloudWatch.on(GetMetricDataCommand).rejects(refusal("AccessDenied"));
  await expect(run()).rejects.toThrow("cloudwatch:GetMetricData");
});
