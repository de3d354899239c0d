import { expect, test } from "vitest";
import { followToLimit } from "../../../bench/verdict/exact-crossing.ts";
import { createGridMixture, gridDistances } from "../../../shared/verdict/grid-mixture.ts";

test("the alternatives are 20, geometrically from 0.1 to 8 log-odds above the null hypothesis", () => {
  const distances = gridDistances();
  expect(distances).toHaveLength(20);
  expect(distances[0]).toBeCloseTo(0.1, 12);
  expect(distances[19]).toBeCloseTo(8, 12);
});

test("no trials are no evidence", () => {
  expect(createGridMixture(0.5).evidence(0, 0)).toBeCloseTo(0, 12);
});

test.for([0.5, 2 / 3, 0.001, 0.95])("after any trial its mean is 1 if the chance is %d", (chance) => {
  const mixture = createGridMixture(chance);
  for (const trials of [1, 7, 40]) {
    let [mean, weight] = [0, (1 - chance) ** trials];
    for (let hits = 0; hits <= trials; hits += 1) {
      mean += weight * Math.exp(mixture.evidence(hits, trials - hits));
      weight *= ((trials - hits) / (hits + 1)) * (chance / (1 - chance));
    }
    expect(mean).toBeCloseTo(1, 8);
  }
});

test.for([
  { chance: 0.5, alpha: 1e-3 },
  { chance: 2 / 3, alpha: 1e-3 },
  { chance: 0.5, alpha: 0.05 },
  { chance: 0.01, alpha: 0.01 },
])(
  "looked at after each of 2000 trials it reaches 1/$alpha no more often than that, at a chance of $chance (exact)",
  ({ chance, alpha }) => {
    const { evidence } = createGridMixture(chance);
    const { reached } = followToLimit(evidence, Math.log(1 / alpha), chance, 2000);
    expect(reached).toBeLessThanOrEqual(alpha);
    expect(reached).toBeGreaterThan(alpha / 4);
  },
);

test.for([0.624, 0.75, 0.909, 0.9813, 0.996, 1])(
  "it takes at most 1.25 times the least trials any test can need, at a chance of %d (exact)",
  (chance) => {
    const { meanTrials } = followToLimit(createGridMixture(0.5).evidence, Math.log(1000), chance, 1500);
    const information =
      Math.log(2) + chance * Math.log(chance) + (chance < 1 ? (1 - chance) * Math.log(1 - chance) : 0);
    expect(meanTrials * information).toBeLessThan(1.25 * Math.log(1000));
  },
);

test("evidence stays a number after a million trials of any kind", () => {
  const mixture = createGridMixture(0.5);
  expect(mixture.evidence(1_000_000, 0)).toBeCloseTo(1_000_000 * Math.log(2 / (1 + Math.exp(-8))) - Math.log(20), 3);
  expect(Number.isFinite(mixture.evidence(0, 1_000_000))).toBe(true);
});
