import { expect, test } from "vitest";
import { drawPoisson } from "../../../../bench/verdict/draw-poisson.ts";
import { seededRandom } from "../../../../bench/verdict/seeded-random.ts";
import { estimateUsualBurst } from "../../../../shared/verdict/compare/usual-burst.ts";

/** Thirty minutes of 1200 requests, of which those at the given places are told their errors. */
const minutes = (errors: (minute: number) => number) =>
  Array.from({ length: 30 }, (_, minute) => ({ requests: 1200, errors: errors(minute) }));

test.for<[string, (minute: number) => number, number]>([
  ["no errors", () => 0, 1],
  ["one in every minute", () => 1, 1],
  ["an outage of two minutes", (minute) => (minute === 10 || minute === 11 ? 1200 : 0), 1],
  ["an outage of two minutes on top of single errors", (minute) => (minute === 10 || minute === 11 ? 1200 : 1), 1],
  ["three outages", (minute) => ([4, 13, 22].includes(minute) ? 600 : 0), 1],
  ["an outage of half the time", (minute) => (minute > 7 && minute < 23 ? 600 : 0), 1],
  ["ten at once every third minute", (minute) => (minute % 3 === 0 ? 10 : 0), 10],
])("%s", ([, errors, burst]) => {
  expect(estimateUsualBurst(minutes(errors))).toBeCloseTo(burst, 10);
});

test("too little to tell is taken for single errors", () => {
  expect(estimateUsualBurst([])).toBe(1);
  expect(estimateUsualBurst([{ requests: 1200, errors: 50 }])).toBe(1);
  expect(estimateUsualBurst(minutes(() => 5).map((each) => ({ ...each, requests: 0 })))).toBe(1);
});

test.for([
  { burst: 1, least: 1, most: 1.5 },
  { burst: 10, least: 5, most: 10 },
  { burst: 50, least: 25, most: 50 },
])("bursts of $burst are found, on average, without the worst of them", ({ burst, least, most }) => {
  const runs = 200;
  let sum = 0;
  for (let run = 1; run <= runs; run += 1) {
    const random = seededRandom(run);
    sum += estimateUsualBurst(minutes(() => drawPoisson(random, 2) * burst));
  }
  expect(sum / runs).toBeGreaterThanOrEqual(least);
  expect(sum / runs).toBeLessThanOrEqual(most);
});
