import { GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import type { MetricQuery } from "../../../shared/deployment/metric-query.ts";
import { getMetrics } from "../../../shared/deployment/metrics.ts";
import { mockAws, refusal } from "../../support/mock-aws.ts";

const running = new AbortController().signal;
const MINUTE = 60_000;
const RANGE = { from: 10 * MINUTE, to: 13 * MINUTE };
const requests: MetricQuery = {
  id: "requests",
  of: {
    namespace: "AWS/ApplicationELB",
    name: "RequestCount",
    dimensions: { TargetGroup: "targetgroup/a/1" },
    statistic: "Sum",
  },
  period: MINUTE,
};
const whole = { Id: "requests", StatusCode: "Complete" as const };
const at = (...minutes: readonly number[]) => minutes.map((minute) => new Date(minute * MINUTE));

async function read(...results: readonly object[]) {
  const { clients, cloudWatch } = mockAws();
  cloudWatch.on(GetMetricDataCommand).resolves({ MetricDataResults: [...results] });
  const series = (await getMetrics(clients, [requests], RANGE, running)).get("requests");
  return { values: Object.fromEntries(series?.values ?? []), problem: series?.problem };
}

test("a metric is asked for by its dimensions and statistic, from the oldest value on", async () => {
  const { clients, cloudWatch } = mockAws();
  cloudWatch.on(GetMetricDataCommand).resolves({ MetricDataResults: [{ ...whole, Timestamps: at(10), Values: [7] }] });
  const hidden: MetricQuery = { ...requests, id: "hidden", hidden: true };
  const expression: MetricQuery = { id: "rate", of: { expression: "hidden / 60" }, period: MINUTE };
  const answer = await getMetrics(clients, [requests, hidden, expression], RANGE, running);
  expect([...answer.keys()]).toEqual(["requests", "rate"]);
  expect(answer.get("requests")).toEqual({ values: new Map([[600_000, 7]]), problem: undefined });
  const stat = {
    Metric: {
      Namespace: "AWS/ApplicationELB",
      MetricName: "RequestCount",
      Dimensions: [{ Name: "TargetGroup", Value: "targetgroup/a/1" }],
    },
    Period: 60,
    Stat: "Sum",
  };
  expect(cloudWatch.commandCalls(GetMetricDataCommand)[0]?.args[0].input).toEqual({
    StartTime: new Date(RANGE.from),
    EndTime: new Date(RANGE.to),
    ScanBy: "TimestampAscending",
    MetricDataQueries: [
      { Id: "requests", MetricStat: stat, ReturnData: true },
      { Id: "hidden", MetricStat: stat, ReturnData: false },
      { Id: "rate", Expression: "hidden / 60", Period: 60, ReturnData: true },
    ],
  });
});

test("pages are read to the end: a series that was partial on the first may be whole on the last", async () => {
  const { clients, cloudWatch } = mockAws();
  cloudWatch
    .on(GetMetricDataCommand)
    .resolvesOnce({
      MetricDataResults: [{ ...whole, StatusCode: "PartialData", Timestamps: at(10, 11), Values: [1, 2] }],
      NextToken: "more",
    })
    .resolvesOnce({ MetricDataResults: [{ ...whole, Timestamps: at(11, 12), Values: [2, 3] }] });
  const series = (await getMetrics(clients, [requests], RANGE, running)).get("requests");
  expect(series).toEqual({
    values: new Map([
      [600_000, 1],
      [660_000, 2],
      [720_000, 3],
    ]),
    problem: undefined,
  });
  expect(cloudWatch.commandCalls(GetMetricDataCommand)[1]?.args[0].input.NextToken).toBe("more");
});

test("an answer whose pages do not end is given up, and is not whole", async () => {
  const { clients, cloudWatch } = mockAws();
  cloudWatch.on(GetMetricDataCommand).resolves({ MetricDataResults: [whole], NextToken: "again" });
  const answer = await getMetrics(clients, [requests], RANGE, running);
  expect(answer.get("requests")?.problem).toBe("CloudWatch has more than 20 pages of answers");
  expect(cloudWatch.calls()).toHaveLength(20);
});

test.for<[string, object[], object, string | undefined]>([
  ["no values", [whole], {}, undefined],
  [
    "values outside of the time",
    [{ ...whole, Timestamps: at(9, 10, 13), Values: [1, 2, 3] }],
    { 600_000: 2 },
    undefined,
  ],
  [
    "partial data to the end",
    [{ ...whole, StatusCode: "PartialData", Timestamps: at(10), Values: [1] }],
    { 600_000: 1 },
    "CloudWatch answered with status PartialData",
  ],
  [
    "a series that may not be read",
    [{ ...whole, StatusCode: "Forbidden", Messages: [{ Code: "Forbidden", Value: "not yours" }] }],
    {},
    "CloudWatch answered with status Forbidden (Forbidden: not yours)",
  ],
  [
    "an internal error",
    [{ ...whole, StatusCode: "InternalError" }],
    {},
    "CloudWatch answered with status InternalError",
  ],
  [
    "no status",
    [{ Id: "requests", Timestamps: at(10), Values: [1] }],
    { 600_000: 1 },
    "CloudWatch answered with status (none)",
  ],
  ["another series only", [{ ...whole, Id: "others" }], {}, "CloudWatch answered without this series"],
  [
    "more times than values",
    [{ ...whole, Timestamps: at(10, 11), Values: [1] }],
    {},
    "CloudWatch answered with times and values that do not pair",
  ],
  [
    "a value that is no number",
    [{ ...whole, Timestamps: at(10), Values: [Number.NaN] }],
    {},
    "CloudWatch answered with a value that is no number",
  ],
  [
    "a time that is none",
    [{ ...whole, Timestamps: [new Date(Number.NaN)], Values: [1] }],
    {},
    "CloudWatch answered with a value that is no number",
  ],
  [
    "several series for one query",
    [
      { ...whole, Label: "a" },
      { ...whole, Label: "b" },
    ],
    {},
    "CloudWatch answered with several series: expected one, such as SUM(SEARCH(…))",
  ],
])("%s", async ([, results, values, problem]) => {
  expect(await read(...results)).toEqual({ values, problem });
});

test("what CloudWatch says of the whole answer is a problem of every series", async () => {
  const { clients, cloudWatch } = mockAws();
  const Messages = [{ Code: "MaxMetricsExceeded", Value: "Maximum number of allowed metrics exceeded" }];
  cloudWatch.on(GetMetricDataCommand).resolves({ MetricDataResults: [whole], Messages });
  const answer = await getMetrics(clients, [requests], RANGE, running);
  expect(answer.get("requests")?.problem).toBe(
    "CloudWatch says: MaxMetricsExceeded: Maximum number of allowed metrics exceeded",
  );
});

test.for([
  ["none", []],
  ["more than 500", Array.from({ length: 501 }, (_, index) => ({ ...requests, id: `q${index}` }))],
  ["two of one id", [requests, requests]],
] as const)("queries are refused where there are %s", async ([, queries]) => {
  const { clients, cloudWatch } = mockAws();
  await expect(getMetrics(clients, queries, RANGE, running)).rejects.toThrow(RangeError);
  expect(cloudWatch.calls()).toHaveLength(0);
});

test("metrics that may not be read name the permission", async () => {
  const { clients, cloudWatch } = mockAws();
  cloudWatch.on(GetMetricDataCommand).rejects(refusal("AccessDenied"));
  await expect(getMetrics(clients, [requests], RANGE, running)).rejects.toThrow(
    "Allow cloudwatch:GetMetricData in the role of this function",
  );
});
