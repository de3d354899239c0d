import { expect, test } from "vitest";
import { seededRandom } from "../../../../bench/verdict/seeded-random.ts";
import { estimateOddsRatio } from "../../../../shared/verdict/compare/odds-ratio.ts";

test.for([
  { green: 30, blue: 10 },
  { green: 5, blue: 200 },
  { green: 400, blue: 390 },
])("$green against $blue lie within their interval", ({ green, blue }) => {
  const { estimate, lower, upper } = estimateOddsRatio({ green, blue }, 0.99);
  expect(estimate).toBe(green / blue);
  expect(lower).toBeLessThan(estimate);
  expect(upper).toBeGreaterThan(estimate);
});

test("exchanged colours have the inverse odds", () => {
  const one = estimateOddsRatio({ green: 12, blue: 3 }, 0.95);
  const other = estimateOddsRatio({ green: 3, blue: 12 }, 0.95);
  expect(one.lower * other.upper).toBeCloseTo(1, 6);
});

test("colours without a fault leave a side open", () => {
  expect(estimateOddsRatio({ green: 0, blue: 0 }, 0.99)).toEqual({ estimate: NaN, lower: 0, upper: Infinity });
  const blueAlone = estimateOddsRatio({ green: 0, blue: 40 }, 0.99);
  expect(blueAlone).toMatchObject({ estimate: 0, lower: 0 });
  expect(blueAlone.upper).toBeLessThan(0.5);
  const greenAlone = estimateOddsRatio({ green: 40, blue: 0 }, 0.99);
  expect(greenAlone).toMatchObject({ estimate: Infinity, upper: Infinity });
  expect(greenAlone.lower).toBeGreaterThan(2);
});

test("an interval of 90 % is left, at any of 40 looks, by at most a tenth of the runs", () => {
  const odds = 2;
  const runs = 60;
  let left = 0;
  for (let run = 0; run < runs; run += 1) {
    const random = seededRandom(run);
    let pairs = { green: 0, blue: 0 };
    let isLeft = false;
    for (let pair = 0; pair < 200; pair += 1) {
      const isGreen = random() < odds / (1 + odds);
      pairs = { green: pairs.green + (isGreen ? 1 : 0), blue: pairs.blue + (isGreen ? 0 : 1) };
      if (pair % 5 > 0) continue;
      const { lower, upper } = estimateOddsRatio(pairs, 0.9);
      isLeft ||= odds < lower || odds > upper;
    }
    left += isLeft ? 1 : 0;
  }
  expect(left / runs).toBeLessThanOrEqual(0.1);
});
