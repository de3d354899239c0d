import { expect, test } from "vitest";
import { looksAfterMs } from "../../../shared/deployment/looks-after.ts";

test.for<[number, number]>([
  [1, 2_000],
  [5, 2_000],
  [6, 5_000],
  [11, 5_000],
  [12, 10_000],
  [1_000, 10_000],
])("after %i looks the next comes in %i ms, a fifth more or less", ([looks, everyMs]) => {
  expect([0, 0.5, 1].map((random) => looksAfterMs(looks, random))).toEqual([everyMs * 0.8, everyMs, everyMs * 1.2]);
});
