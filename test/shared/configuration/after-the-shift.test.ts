import { expect, test } from "vitest";
import { parseConfiguration } from "../../../shared/configuration/load-configuration.ts";

const LOW = { direction: "lower-is-better", limit: 1 } as const;
const QUEUE = { namespace: "Shop", name: "QueueLength", statistic: "Average" };

test("metrics and alarms have defaults of their own", () => {
  const metrics = [{ name: "queue", metric: QUEUE, direction: "lower-is-better", limit: 5 }];
  expect(parseConfiguration({ metrics, alarms: ["orders"] })).toMatchObject({
    metrics: [{ name: "queue", missing: "inconclusive", metric: { ...QUEUE, dimensions: {} } }],
    alarms: { names: ["orders"], insufficientData: "pass", missing: "inconclusive" },
  });
});

test.for<[string, object, string]>([
  ["a period that CloudWatch does not know", { customers: { period: "45s" } }, 'customers.period: expected "1s", "5s"'],
  [
    "more minutes than there will be",
    { customers: { atLeast: 6, atMost: 5 } },
    "customers: expected atLeast to be no more than atMost",
  ],
  [
    "a metric without a bound",
    { metrics: [{ name: "q", metric: QUEUE, direction: "lower-is-better" }] },
    "metrics.0: expected a limit, a tolerance, or both",
  ],
  [
    "a placeholder that is none",
    {
      metrics: [
        {
          name: "q",
          metric: { ...QUEUE, dimensions: { TargetGroup: "{{grene.targetGroup}}" } },
          direction: "lower-is-better",
          limit: 1,
        },
      ],
    },
    "metrics.0.metric.dimensions.TargetGroup: expected no placeholders but {{green.targetGroup}}, {{blue.targetGroup}}, {{loadBalancer}}",
  ],
  [
    "an expression of nothing",
    { metrics: [{ name: "q", expression: "a / b", metrics: {}, direction: "lower-is-better", limit: 1 }] },
    "metrics.0.metrics: expected the metrics that the expression is of, by their ids",
  ],
  [
    "an expression of what it has no metric for",
    {
      metrics: [
        { name: "q", expression: "100 * erors / requests", metrics: { errors: QUEUE, requests: QUEUE }, ...LOW },
      ],
    },
    "metrics.0: expected an expression of the ids errors, requests, observed erors in it",
  ],
  [
    "a statistic that is none",
    { metrics: [{ name: "q", metric: { ...QUEUE, statistic: "Mean" }, direction: "lower-is-better", limit: 1 }] },
    "metrics.0.metric.statistic: expected a statistic of CloudWatch's",
  ],
  [
    "two metrics of one name",
    { metrics: [1, 2].map((limit) => ({ name: "q", metric: QUEUE, direction: "lower-is-better", limit })) },
    "metrics: expected names that differ",
  ],
  [
    "a tolerance in percent without its unit",
    { metrics: [{ name: "q", metric: QUEUE, direction: "lower-is-better", tolerance: 30 }] },
    'metrics.0.tolerance: expected a rate such as "0.1%" or 0.001, above 0% and below 10000% (above 100% with its unit), received 30',
  ],
  [
    "a tolerance for all of what is better when higher",
    { metrics: [{ name: "q", metric: QUEUE, direction: "higher-is-better", tolerance: "100%" }] },
    "metrics.0: expected a tolerance below 100%",
  ],
  ["a policy for alarms that is none", { alarms: { missing: "ignore" } }, "alarms.missing"],
])("%s is a problem", ([, written, problem]) => {
  expect(() => parseConfiguration(written)).toThrow(problem);
});
