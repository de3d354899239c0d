import { expect, test } from "vitest";
import { periodsInBake } from "../../../../shared/checks/watch/periods-in-bake.ts";
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
