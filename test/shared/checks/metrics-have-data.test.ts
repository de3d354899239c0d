import { GetMetricDataCommand, type MetricDataResult } from "@aws-sdk/client-cloudwatch";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CheckResult } from "../../../shared/checks/check.ts";
import { metricsHaveData } from "../../../shared/checks/metrics-have-data.ts";
import type { HooksConfig } from "../../../shared/configuration/schema.ts";
import { answerMetrics, type AskedValue } from "../../support/metric-data.ts";
import { refusal } from "../../support/mock-aws.ts";
import { MINUTE, SHIFT, shiftedContext } from "../../support/shifted-deployment.ts";

const never = new AbortController().signal;
/** Before the shift: in the middle of 09:55. */
const NOW = SHIFT - 5 * MINUTE;

const ORDERS = {
  name: "orders",
  metric: { namespace: "Shop", name: "Orders", statistic: "Sum", dimensions: { TargetGroup: "{{green.targetGroup}}" } },
  direction: "higher-is-better",
  limit: 1,
} as const;
const ERRORS = {
  name: "errors",
  metric: { namespace: "Shop", name: "Errors", statistic: "Sum" },
  direction: "lower-is-better",
  limit: 0,
} as const;
const RATE = {
  name: "rate",
  expression: "errors / orders",
  metrics: { errors: ERRORS.metric, orders: ORDERS.metric },
  direction: "lower-is-better",
  limit: 0.01,
} as const;

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

function look(configuration: HooksConfig, valueOf: (asked: AskedValue) => number | undefined, problem?: string) {
  const context = shiftedContext(configuration);
  const change = (result: MetricDataResult): MetricDataResult =>
    problem === undefined
      ? result
      : { ...result, StatusCode: "InternalError", Messages: [{ Code: "x", Value: problem }] };
  answerMetrics(context.aws, valueOf, change);
  return { context, run: () => metricsHaveData.run(context, never) };
}

const only =
  (...names: readonly string[]) =>
  ({ metric }: AskedValue): number | undefined =>
    names.includes(metric) ? 7 : undefined;

test.for<[string, HooksConfig, (asked: AskedValue) => number | undefined, CheckResult["verdict"], RegExp]>([
  [
    "that has values passes",
    { metrics: [ORDERS] },
    only("Orders"),
    "passed",
    /^Metric "orders" has a value for 30 of 30 periods from 09:24 to 09:54 UTC\.$/,
  ],
  [
    "that has some is not judged by how many",
    { metrics: [ORDERS] },
    ({ at }) => (at === NOW - 5.5 * MINUTE ? 1 : undefined),
    "passed",
    /^Metric "orders" has a value for 1 of 30 periods/,
  ],
  [
    "with which green is to be compared has too few values for it, and is no pass",
    { metrics: [{ ...ORDERS, tolerance: 0.2 }] },
    ({ at }) => (at >= NOW - 11 * MINUTE ? 1 : undefined),
    "inconclusive",
    /^Metric "orders": expected 10 values of blue's at least, for green to be compared with \(tolerance\), observed 9 for 30 periods from 09:24 to 09:54 UTC\. Wait until there are more/,
  ],
  [
    "with which green is to be compared has enough values for it, and passes",
    { metrics: [{ ...ORDERS, tolerance: 0.2 }] },
    ({ at }) => (at >= NOW - 12 * MINUTE ? 1 : undefined),
    "passed",
    /^Metric "orders" has a value for 10 of 30 periods/,
  ],
  [
    "whose missing values count as 0 needs no other",
    { metrics: [{ ...ERRORS, tolerance: 0.2, missing: "zero" }] },
    ({ at }) => (at >= NOW - 4 * MINUTE ? 1 : undefined),
    "passed",
    /^Metric "errors" has a value for 2 of 30 periods/,
  ],
  [
    "of which there is nothing is no pass",
    { metrics: [ORDERS, ERRORS] },
    only("Orders"),
    "inconclusive",
    /^Metric "errors": expected CloudWatch to have a value of blue's by now, observed none for 30 periods from 09:24 to 09:54 UTC\. Green could not be judged by it after the shift\. Look at its namespace, name and dimensions/,
  ],
  [
    "without data that counts as 0 passes, and it is said",
    { metrics: [{ ...ERRORS, missing: "zero" }] },
    only(),
    "passed",
    /^Metric "errors" has no value for 30 periods from 09:24 to 09:54 UTC, and each counts as 0 \(missing: "zero"\)\.$/,
  ],
  [
    "that is an expression is looked at as one",
    { metrics: [RATE] },
    only("errors / orders"),
    "passed",
    /^Metric "rate" has a value for 30 of 30 periods/,
  ],
  [
    "of a period and a delay of its own is looked at in these",
    { metrics: [{ ...ORDERS, period: "300s" }], customers: { delay: "3m", before: 12 } },
    only("Orders"),
    "passed",
    /^Metric "orders" has a value for 12 of 12 periods from 08:50 to 09:50 UTC\.$/,
  ],
  [
    "that metrics-hold only observes is not looked for",
    { metrics: [ORDERS], checks: { "metrics-hold": { mode: "observe", reason: "its first release" } } },
    only(),
    "passed",
    /^Not applicable: metrics-hold decides nothing after the shift\.$/,
  ],
  [
    "that nobody looks at for want of a bake is not looked for",
    { metrics: [ORDERS], bake: "0s" },
    only(),
    "passed",
    /^Not applicable: metrics-hold decides nothing after the shift\.$/,
  ],
  [
    "that a hook only observes is not looked for",
    { metrics: [ORDERS], mode: { AfterAllowTraffic: "observe" } },
    only(),
    "passed",
    /^Not applicable: metrics-hold decides nothing after the shift\.$/,
  ],
  ["that nobody names is none", {}, only(), "passed", /^Not applicable: hooks\.config\.ts names no metrics\.$/],
])("a metric %s", async ([, configuration, valueOf, verdict, says]) => {
  const { run } = look(configuration, valueOf);
  expect(await run()).toMatchObject({ verdict, reason: expect.stringMatching(says) });
});

test("what stands for green's target group is blue's, which has the customers", async () => {
  const groups = new Set<string | undefined>();
  const { run } = look({ metrics: [ORDERS] }, ({ group }) => (groups.add(group), 1));
  await run();
  expect([...groups]).toEqual(["blue-group"]);
});

test("a series that could not be read whole is no pass, and says why", async () => {
  const { run } = look({ metrics: [ORDERS] }, only("Orders"), "try\u202E later");
  expect(await run()).toEqual({
    verdict: "inconclusive",
    reason: expect.stringMatching(/^Metric "orders" could not be read whole: .*try\\u202e later/),
  });
});

test("a refusal of CloudWatch is no verdict on the metric", async () => {
  const { context, run } = look({ metrics: [ORDERS] }, only());
  context.aws.cloudWatch.on(GetMetricDataCommand).rejects(refusal("AccessDenied"));
  await expect(run()).rejects.toThrow("cloudwatch:GetMetricData");
});
