import { expect, test } from "vitest";
import { refuseBake } from "../../../../shared/checks/watch/refuse-bake.ts";
import { parseConfiguration } from "../../../../shared/configuration/load-configuration.ts";
import type { HooksConfig } from "../../../../shared/configuration/schema.ts";

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
