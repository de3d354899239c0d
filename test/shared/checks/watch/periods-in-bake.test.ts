import { expect, test } from "vitest";
import { periodsInBake, refuseBake } from "../../../../shared/checks/watch/periods-in-bake.ts";
import { parseConfiguration } from "../../../../shared/configuration/load-configuration.ts";
import type { HooksConfig } from "../../../../shared/configuration/schema.ts";

const MINUTE = 60_000;

test.for<[string, HooksConfig, number, number]>([
  ["the default bake has room for seven minutes that can be judged, the last of them late", {}, MINUTE, 7],
  ["a long bake has room for more", { bake: "40m" }, MINUTE, 37],
  ["what is late is waited for as long as the delay", { bake: "10m", customers: { delay: "2m" } }, MINUTE, 5],
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
  ["exactly what it takes is enough", { bake: "6m" }, undefined, []],
  [
    "a shorter one is refused with the arithmetic",
    { bake: "5m" },
    "customers-are-served takes 360 s (3 periods of 60 s, the one of the shift, customers.delay: 60 s, and 60 s for what is late), this bake is 300 s: make it as long, or the periods shorter",
    [],
  ],
  ["a check that is off needs no time", { bake: "4m" }, undefined, ["customers-are-served"]],
  [
    "a metric of long periods needs as many of them",
    { metrics: [METRIC] },
    'metrics "orders" takes 1560 s (3 periods of 300 s, the one of the shift, customers.delay: 60 s, and 300 s for what is late), this bake is 600 s: make it as long, or the periods shorter',
    [],
  ],
  [
    "one period may be enough, and takes its time, too",
    { bake: "3m", customers: { atLeast: 1 } },
    "customers-are-served takes 240 s (1 period of 60 s, the one of the shift, customers.delay: 60 s, and 60 s for what is late), this bake is 180 s: make it as long, or the periods shorter",
    [],
  ],
  [
    "metrics need three periods, however few customers do",
    { bake: "4m", customers: { atLeast: 1 }, metrics: [{ ...METRIC, period: "60s" }] },
    'metrics "orders" takes 360 s (3 periods of 60 s, the one of the shift, customers.delay: 60 s, and 60 s for what is late), this bake is 240 s: make it as long, or the periods shorter',
    [],
  ],
])("%s", ([, configuration, problem, off]) => {
  expect(refuseBake(parseConfiguration(configuration), (check) => off.includes(check))).toBe(problem);
});
