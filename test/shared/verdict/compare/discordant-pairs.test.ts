import { expect, test } from "vitest";
import { followToLimit } from "../../../../bench/verdict/exact-crossing.ts";
import { createPairTest } from "../../../../shared/verdict/compare/discordant-pairs.ts";

const pairTest = createPairTest({ tolerated: 1, intolerable: 3 });

/** Mean rounds that were measured independently, at a risk of 0.001. */
test.for([
  { blue: 0.001, green: 0.01, rounds: 1904 },
  { blue: 0.001, green: 0.05, rounds: 265 },
  { blue: 0.01, green: 0.05, rounds: 558 },
  { blue: 0.001, green: 0.2, rounds: 61 },
  { blue: 0.001, green: 0.5, rounds: 24 },
])("blue's $blue and green's $green are told apart in $rounds rounds (exact)", ({ blue, green, rounds }) => {
  const onlyGreen = green * (1 - blue);
  const discordant = onlyGreen + blue * (1 - green);
  const worse = (greens: number, blues: number): number => pairTest.worse({ green: greens, blue: blues });
  const { meanTrials } = followToLimit(worse, Math.log(1000), onlyGreen / discordant, 1000);
  expect(meanTrials / discordant / rounds).toBeCloseTo(1, 1);
});

test("a green that is intolerably worse is found not to be, at most as often as the risk says (exact)", () => {
  const notWorse = (blues: number, greens: number): number => pairTest.notWorse({ green: greens, blue: blues });
  expect(followToLimit(notWorse, Math.log(100), 1 / 4, 2000).reached).toBeLessThanOrEqual(0.01);
});

test("an equal green is found not worse by about 50 pairs (exact)", () => {
  const notWorse = (blues: number, greens: number): number => pairTest.notWorse({ green: greens, blue: blues });
  const { meanTrials, reached } = followToLimit(notWorse, Math.log(100), 1 / 2, 2000);
  expect(reached).toBeGreaterThan(0.999);
  expect(meanTrials).toBeLessThan(60);
});

test("a tolerance of twice blue's errors is kept to", () => {
  const twice = createPairTest({ tolerated: 2, intolerable: 4 });
  expect(twice.worse({ green: 40, blue: 20 })).toBeLessThan(0);
  expect(pairTest.worse({ green: 40, blue: 20 })).toBeGreaterThan(0);
});
