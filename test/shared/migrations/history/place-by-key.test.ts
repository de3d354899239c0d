import { expect, test } from "vitest";
import { firstNumber } from "../../../../shared/migrations/history/first-number.ts";
import { placeByKey } from "../../../../shared/migrations/history/place-by-key.ts";

test.for([
  ["10", ["9"], "after"],
  ["9", ["010"], "before"],
  ["9", ["8", "10"], undefined],
  ["10", ["010"], undefined],
  ["x", ["1"], undefined],
  ["2", ["1", "x"], undefined],
  ["9".repeat(1_000_000), ["1"], undefined],
  ["1", [], "after"],
] as const)("a version is placed as a number (%#)", ([id, known, place]) => {
  const placeOf = placeByKey(
    known.map((each) => ({ id: each })),
    firstNumber,
  );
  expect(placeOf(id, undefined)).toBe(place);
});
