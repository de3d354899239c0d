import { expect, test } from "vitest";
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
