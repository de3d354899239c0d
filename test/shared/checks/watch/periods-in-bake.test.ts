import { expect, test } from "vitest";
import { periodsInBake, refuseBake } from "../../../../shared/checks/watch/periods-in-bake.ts";
import { parseConfiguration } from "../../../../shared/configuration/load-configuration.ts";
import type { HooksConfig } from "../../../../shared/configuration/schema.ts";

const MINUTE = 60_000;

test.for<[string, HooksConfig, number, number]>([
  ["the default bake has room for eight minutes that can be judged", {}, MINUTE, 8],
  ["a long bake has room for more", { bake: "40m" }, MINUTE, 38],
  ["no more than 50 are looked at", { bake: "55m", customers: { period: "30s" } }, 30_000, 50],
  ["what is said goes before what there is room for", { bake: "40m", customers: { atMost: 7 } }, MINUTE, 7],
  ["no less than three, however short the bake", { bake: "1m" }, MINUTE, 3],
  ["nor less than must be seen", { bake: "1m", customers: { atLeast: 6 } }, MINUTE, 6],
])("%s", ([, configuration, length, periods]) => {
  expect(periodsInBake(parseConfiguration(configuration), length)).toBe(periods);
});

const METRIC = {
  name: "orders",
  metric: { namespace: "Shop", name: "Orders", statistic: "Sum" },
  direction: "higher-is-better",
  limit: 1,
  period: "300s",
} as const;

test.for<[string, HooksConfig, string | undefined, string[]]>([
  ["the default can pass", {}, undefined, []],
  ["no bake waits for nothing", { bake: "0s" }, undefined, []],
  ["exactly what it takes is enough", { bake: "5m" }, undefined, []],
  [
    "a shorter one is refused with the arithmetic",
    { bake: "4m" },
    'customers-are-served takes 300 s (3 periods of 60 s, the one of the shift, and customers.delay: 60 s), this bake is 240 s: make it as long, or "0s"',
    [],
  ],
  ["a check that is off needs no time", { bake: "4m" }, undefined, ["customers-are-served"]],
  [
    "a metric of long periods needs as many of them",
    { metrics: [METRIC] },
    'metrics "orders" takes 1260 s (3 periods of 300 s, the one of the shift, and customers.delay: 60 s), this bake is 600 s: make it as long, or "0s"',
    [],
  ],
])("%s", ([, configuration, problem, off]) => {
  expect(refuseBake(parseConfiguration(configuration), (check) => off.includes(check))).toBe(problem);
});
