import { expect, test } from "vitest";
import { drawLatency, errorRound } from "../../../../bench/verdict/paired-streams.ts";
import { seededRandom } from "../../../../bench/verdict/seeded-random.ts";
import { createComparison } from "../../../../shared/verdict/compare/comparison.ts";
import { DEFAULT_COMPARISON, type ComparisonPlan } from "../../../../shared/verdict/compare/comparison-plan.ts";
import { leastRounds } from "../../../../shared/verdict/compare/least-rounds.ts";
import { roundsToPass } from "../../../../shared/verdict/compare/rounds-to-pass.ts";

const errorsOnly: ComparisonPlan = { ...DEFAULT_COMPARISON, latency: null };

test("without errors it takes exactly as many rounds as are said", () => {
  const [errors] = roundsToPass(errorsOnly);
  const comparison = createComparison(errorsOnly);
  let state = comparison.start();
  while (comparison.judge(state).decision !== "passed") state = comparison.add(state, errorRound(false, false));
  expect([errors?.rounds, state.rounds]).toEqual([123, 123]);
});

test("each question has its own number, and a tail takes the more the farther out it is", () => {
  const named = roundsToPass(DEFAULT_COMPARISON);
  expect(named.map(({ name }) => name)).toEqual(["errors", "sign", "p95", "p99"]);
  const [errors = 0, sign = 0, p95 = 0, p99 = 0] = named.map(({ rounds }) => rounds);
  expect(sign).toBeLessThan(errors);
  expect(p95).toBeGreaterThan(errors);
  expect(p99).toBeGreaterThan(3 * p95);
});

test("what is said of latency is what green and blue of that service take on average", () => {
  const latency = { tolerance: { factor: 1.2, addMs: 5 }, quantiles: [0.95], intolerableOdds: 2 };
  const plan = { ...DEFAULT_COMPARISON, latency };
  const expected = roundsToPass(plan).find(({ name }) => name === "p95")?.rounds ?? 0;
  const comparison = createComparison(plan);
  let sum = 0;
  for (let run = 0; run < 60; run += 1) {
    const random = seededRandom(run);
    let state = comparison.start();
    while (comparison.judge(state).decision !== "passed") {
      const draw = () => ({ isError: false, ms: drawLatency(random) });
      state = comparison.add(state, { green: draw(), blue: draw() });
    }
    sum += state.rounds;
  }
  expect(sum / 60 / expected).toBeGreaterThan(0.75);
  expect(sum / 60 / expected).toBeLessThan(1.33);
});

test("a service whose latencies hardly vary decides, too", () => {
  const comparison = createComparison(DEFAULT_COMPARISON);
  const random = seededRandom(5);
  let state = comparison.start();
  // 50 ms, and in two of three answers at most 0.5 ms more or less.
  const draw = () => ({ isError: false, ms: 50 * (drawLatency(random) / 50) ** 0.02 });
  while (state.rounds < 3000 && comparison.judge(state).decision !== "passed") {
    state = comparison.add(state, { green: draw(), blue: draw() });
  }
  expect(comparison.judge(state).decision).toBe("passed");
});

test("the least number is found, and none where there is none", () => {
  for (const least of [1, 2, 3, 1000]) expect(leastRounds((rounds) => rounds >= least)).toBe(least);
  expect(leastRounds(() => false)).toBe(Infinity);
});
