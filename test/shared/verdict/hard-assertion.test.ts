import { expect, test } from "vitest";
import { addDecisiveOutcome, findConvicted, noDecisiveOutcomes } from "../../../shared/verdict/hard-assertion.ts";

test("a broken hard assertion is confirmed once by the same member, and then decides", () => {
  const once = addDecisiveOutcome(addDecisiveOutcome(noDecisiveOutcomes(3), 0), 2);
  expect(findConvicted(once)).toBeUndefined();
  expect(findConvicted(addDecisiveOutcome(once, 2))).toBe(2);
  expect(once).toEqual([1, 0, 1]);
});

test("nobody is convicted of nothing", () => {
  expect(findConvicted(noDecisiveOutcomes(0))).toBeUndefined();
  expect(findConvicted(noDecisiveOutcomes(5))).toBeUndefined();
});
