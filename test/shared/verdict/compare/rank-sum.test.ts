import { expect, test } from "vitest";
import { seededRandom } from "../../../../bench/verdict/seeded-random.ts";
import { chanceOfRanks } from "../../../../shared/verdict/compare/rank-sum.ts";

const before = Array.from({ length: 30 }, (_, index) => 100 + index);

test.for<[string, number[], number[], number]>([
  // One order of C(33, 3).
  ["three beyond all of thirty", [200, 201, 202], before, 1 / 5456],
  ["two beyond all of two", [3, 4], [1, 2], 1 / 6],
  ["all but one pair", [2, 4], [1, 3], 2 / 6],
  ["half of the pairs", [1, 4], [2, 3], 4 / 6],
  ["below all", [1, 2], [3, 4], 1],
  // Ties count for neither.
  ["equal", [1, 1, 1], [1, 1, 1], 1],
  ["nothing to compare with", [1], [], 1],
  ["nothing to compare", [], [1], 1],
])("%s", ([, greater, others, chance]) => {
  expect(chanceOfRanks(greater, others)).toBeCloseTo(chance, 12);
});

test("it is the share of all orders that have as many greater pairs", () => {
  const values = [1, 2, 3, 4, 5, 6, 7];
  const winsOf = (one: readonly number[]): number => {
    const other = values.filter((value) => !one.includes(value));
    return one.reduce((sum, value) => sum + other.filter((lower) => value > lower).length, 0);
  };
  const triples = values.flatMap((a) =>
    values.flatMap((b) => values.flatMap((c) => (a < b && b < c ? [[a, b, c]] : []))),
  );
  for (const triple of triples) {
    const asMany = triples.filter((each) => winsOf(each) >= winsOf(triple)).length;
    const other = values.filter((value) => !triple.includes(value));
    expect(chanceOfRanks(triple, other)).toBeCloseTo(asMany / triples.length, 12);
  }
});

test("samples of one distribution are found apart as often as the chance says", () => {
  const random = seededRandom(7);
  const draw = (count: number): number[] => Array.from({ length: count }, () => random());
  const found = Array.from({ length: 4000 }, () => chanceOfRanks(draw(4), draw(20)) <= 0.05).filter(Boolean).length;
  expect(found / 4000).toBeLessThan(0.06);
  expect(found / 4000).toBeGreaterThan(0.03);
});
