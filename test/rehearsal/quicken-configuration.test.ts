import { expect, test } from "vitest";
import { refuseBake } from "../../shared/checks/watch/refuse-bake.ts";
import { parseConfiguration } from "../../shared/configuration/load-configuration.ts";
import { createDeploymentClock } from "../../rehearsal/deployment-clock.ts";
import { createPace } from "../../rehearsal/pace.ts";
import { quickenConfiguration } from "../../rehearsal/quicken-configuration.ts";

const PACE = { hook: 20, metrics: 60 };

test("waits that are said, and those that are not, take a rehearsal's time", () => {
  expect(quickenConfiguration({ host: "shop.example" }, PACE)).toEqual({
    host: "shop.example",
    bake: "30000ms",
    customers: { period: "1s", delay: "1000ms" },
  });
  expect(
    quickenConfiguration(
      { bake: "40m", customers: { delay: "2m", atLeast: 9 }, metrics: [{ name: "a", period: "5m" }, { name: "b" }] },
      PACE,
    ),
  ).toEqual({
    bake: "120000ms",
    customers: { period: "1s", delay: "2000ms", atLeast: 9 },
    metrics: [{ name: "a", period: "5s" }, { name: "b" }],
  });
});

test.for([
  ["30s", 6, "5s"],
  ["60s", 6, "10s"],
  ["60s", 3, "20s"],
  ["5m", 6, "60s"],
  ["10m", 3, "240s"],
] as const)("a period of %s at %d times the pace is %s, which CloudWatch has", ([period, metrics, quick]) => {
  expect(quickenConfiguration({ customers: { period } }, { hook: 1, metrics })).toMatchObject({
    customers: { period: quick },
  });
});

const METRIC = {
  name: "orders",
  metric: { namespace: "Shop", name: "Orders", statistic: "Sum" },
  direction: "higher-is-better",
  limit: 1,
} as const;

test.for<[string, unknown]>([
  ["the default", {}],
  ["the shortest", { bake: "6m" }],
  ["one of short periods", { bake: "4m", customers: { period: "30s" } }],
  ["one of more periods", { bake: "9m", customers: { atLeast: 6 } }],
  ["one without delay", { bake: "301s", customers: { delay: "1s" } }],
  ["one of a metric's periods", { bake: "26m", metrics: [{ ...METRIC, period: "5m" }] }],
  [
    "one of odd periods",
    {
      bake: "16m",
      metrics: [
        { ...METRIC, period: "3m" },
        { ...METRIC, name: "carts" },
      ],
    },
  ],
])("a bake in which something can pass, %s, is one at any pace", ([, base]) => {
  const on = (): boolean => false;
  expect(refuseBake(parseConfiguration(base), on)).toBeUndefined();
  const scales = [1, 2, 3, 4, 5, 6, 7, 10, 13, 20, 22.5, 30, 45, 50, 59, 60, 61, 100, 600];
  const problems = scales.flatMap((scale) => {
    const problem = refuseBake(
      parseConfiguration(quickenConfiguration(base, createPace(createDeploymentClock(scale)))),
      on,
    );
    return problem === undefined ? [] : [`at ${scale}: ${problem}`];
  });
  expect(problems).toEqual([]);
});

test.for([
  [{ bake: "6m" }, 20, "30000ms"],
  [{ bake: "6m" }, 50, "30000ms"],
  [{ bake: "5m", customers: { period: "30s" } }, 20, "30000ms"],
  [{ bake: "6m" }, 60, "16000ms"],
  [{ bake: "20m" }, 20, "60000ms"],
] as const)("of %j at %d times the pace, the bake is %s", ([base, scale, bake]) => {
  expect(quickenConfiguration(base, createPace(createDeploymentClock(scale)))).toMatchObject({ bake });
});

test("a bake in which nothing could pass is no longer than its pace makes it", () => {
  expect(quickenConfiguration({ bake: "1m" }, { hook: 20, metrics: 20 })).toMatchObject({ bake: "3000ms" });
});

test("no bake stays none", () => {
  expect(quickenConfiguration({ bake: "0s" }, PACE)).toMatchObject({ bake: "0s" });
});

test.for([[null], [undefined], [[]], [() => ({})], [7]])("%s is left as it is, to be refused", ([base]) => {
  expect(quickenConfiguration(base, PACE)).toBe(base);
});

test("what is no duration is left as it is, to be refused", () => {
  const wrong = { bake: 5, customers: { period: "soon", delay: 5 }, metrics: ["x", { period: "never" }] };
  expect(quickenConfiguration(wrong, PACE)).toEqual(wrong);
});
