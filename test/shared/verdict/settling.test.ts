import { expect, test } from "vitest";
import { hasSettled, SAMPLES_TO_SETTLE, WINDOW_SAMPLES, windowedTails } from "../../../shared/verdict/settling.ts";

test("a window is the fewest samples that can bear a 95th percentile, and three of them can settle", () => {
  expect([WINDOW_SAMPLES, SAMPLES_TO_SETTLE]).toEqual([90, 270]);
});

test.for<[readonly number[], boolean, string]>([
  [[], false, "nothing was seen"],
  [[100, 100], false, "two windows are one comparison"],
  [[100, 100, 100], true, "it stays"],
  [[100, 90, 81], true, "each fall is no more than a tenth"],
  [[100, 89, 89], false, "the first of two falls is more than a tenth"],
  [[100, 100, 89], false, "the second is"],
  [[900, 300, 100, 95, 94], true, "it fell, and no longer does"],
  [[900, 300, 295], false, "one small fall alone may be chance"],
  [[3, 2, 1], true, "a fall by a millisecond is none"],
  [[3.1, 2, 1], false, "one by more is"],
  [[100, 150, 300], true, "a rise is no fall"],
])("tails of %j have settled: %s, for %s", ([tails, settled]) => {
  expect(hasSettled(tails)).toBe(settled);
});

test("a tail is the 95th percentile of a whole window; what is left over waits for its own", () => {
  const first = Array.from({ length: 90 }, (_, index) => index + 1);
  const second = Array.from({ length: 90 }, () => 7);
  expect(windowedTails([...first, ...second, 1, 2])).toEqual([86, 7]);
  expect(windowedTails(first.slice(1))).toEqual([]);
});
