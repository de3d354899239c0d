import { expect, test } from "vitest";
import { combineVerdicts, VERDICTS, type Verdict } from "../../../shared/verdict/verdict.ts";

/** The verdict of one check in the row and another in the column, in the order of VERDICTS. */
const table: readonly (readonly Verdict[])[] = [
  ["passed", "failed", "inconclusive", "error"],
  ["failed", "failed", "failed", "failed"],
  ["inconclusive", "failed", "inconclusive", "error"],
  ["error", "failed", "error", "error"],
];

test.for(VERDICTS.flatMap((one, row) => VERDICTS.map((other, column) => [one, other, table[row]?.[column]] as const)))(
  "%s and %s make %s",
  ([one, other, both]) => {
    expect(combineVerdicts([one, other])).toBe(both);
  },
);

test("one alone is itself, and nothing at all is doubt", () => {
  expect(VERDICTS.map((verdict) => combineVerdicts([verdict]))).toEqual([...VERDICTS]);
  expect(combineVerdicts([])).toBe("inconclusive");
});

test("one that failed decides among any number of others, in any place", () => {
  const many = Array.from({ length: 50 }, (): Verdict => "passed");
  expect(combineVerdicts(many.with(37, "failed"))).toBe("failed");
});
