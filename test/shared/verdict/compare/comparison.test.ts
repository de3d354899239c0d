import { expect, test } from "vitest";
import { drawLatency, errorRound, type Random } from "../../../../bench/verdict/paired-streams.ts";
import { seededRandom } from "../../../../bench/verdict/seeded-random.ts";
import { createComparison, type Comparison } from "../../../../shared/verdict/compare/comparison.ts";
import {
  comparisonProblem,
  DEFAULT_COMPARISON,
  type ComparisonPlan,
} from "../../../../shared/verdict/compare/comparison-plan.ts";
import {
  learnBlueErrors,
  type ComparisonState,
  type Round,
} from "../../../../shared/verdict/compare/comparison-state.ts";
import { summarizeComparison } from "../../../../shared/verdict/compare/summary.ts";

interface Service {
  readonly green?: (round: number) => number;
  readonly blue?: (round: number) => number;
  readonly slower?: number;
}

const healthy = () => 0.001;
const errorsOnly: ComparisonPlan = { ...DEFAULT_COMPARISON, latency: null };

function drawRound(random: Random, { green = healthy, blue = healthy, slower = 1 }: Service, round: number): Round {
  return {
    green: { isError: random() < green(round), ms: drawLatency(random) * slower },
    blue: { isError: random() < blue(round), ms: drawLatency(random) },
  };
}

/** The state at the first decision that ends it, or after so many rounds. */
function follow(comparison: Comparison, service: Service, seed: number, atMost: number): ComparisonState {
  const random = seededRandom(seed);
  let state = comparison.start();
  while (state.rounds < atMost && !["passed", "failed"].includes(comparison.judge(state).decision)) {
    state = comparison.add(state, drawRound(random, service, state.rounds + 1));
  }
  return state;
}

/** How often each decision is the last one. */
function count(plan: ComparisonPlan, service: Service, runs: number, atMost: number) {
  const comparison = createComparison(plan);
  const counts = { passed: 0, failed: 0, environment: 0, undecided: 0 };
  for (let seed = 0; seed < runs; seed += 1) {
    counts[comparison.judge(follow(comparison, service, seed, atMost)).decision] += 1;
  }
  return counts;
}

test("nothing seen is nothing decided", () => {
  const comparison = createComparison(DEFAULT_COMPARISON);
  expect(comparison.judge(comparison.start())).toMatchObject({ decision: "undecided", attribution: "none" });
});

test("a dead green is failed in 9 rounds while blue answers", () => {
  const comparison = createComparison(DEFAULT_COMPARISON);
  const state = follow(comparison, { green: () => 1, blue: () => 0 }, 1, 100);
  expect(state.rounds).toBe(9);
  expect(comparison.judge(state)).toMatchObject({ decision: "failed", attribution: "green", worst: "errors" });
});

test("green and blue that are both dead are the environment's", () => {
  expect(count(DEFAULT_COMPARISON, { green: () => 1, blue: () => 1 }, 1, 500)).toMatchObject({ environment: 1 });
});

test("a dead blue does not fail green, and a green that answers passes", () => {
  expect(count(errorsOnly, { green: () => 0, blue: () => 1 }, 1, 500)).toMatchObject({ passed: 1 });
});

test.for([1, 0.6])("latency is no condition where blue errs %f of the time by itself", (rate) => {
  const comparison = createComparison(DEFAULT_COMPARISON);
  const state = follow(comparison, { green: () => 0, blue: () => rate }, 1, 500);
  expect(comparison.judge(state)).toMatchObject({ decision: "passed", isBlueUnfit: true });
});

test("a blue that may be fit is still compared by latency, and a green that errs itself gets no pass of a broken blue", () => {
  const comparison = createComparison(DEFAULT_COMPARISON);
  const slower = follow(comparison, { green: () => 0, blue: () => 0.01, slower: 1.5 }, 1, 2_000);
  expect(comparison.judge(slower)).toMatchObject({ decision: "failed", isBlueUnfit: false });
  const both = count(DEFAULT_COMPARISON, { green: () => 0.1, blue: () => 1 }, 20, 400);
  expect(both.passed).toBe(0);
});

test("errors that both have neither fail green nor pass it", () => {
  const rate = () => 0.3;
  const counts = count(errorsOnly, { green: rate, blue: rate }, 100, 400);
  expect(counts.passed).toBe(0);
  expect(counts.environment).toBeGreaterThanOrEqual(97);
});

test("after an outage that both share a healthy green may still pass, when it has answered for long enough", () => {
  const rate = (round: number): number => (round > 30 && round <= 80 ? 0.3 : 0);
  const counts = count(errorsOnly, { green: rate, blue: rate }, 100, 1000);
  expect(counts.passed).toBeGreaterThanOrEqual(97);
  const comparison = createComparison(errorsOnly);
  const state = follow(comparison, { green: rate, blue: rate }, 3, 1000);
  expect(state.outages).toBeGreaterThan(0);
  expect(state.green.samples).toBeGreaterThan(130);
});

test("an outage is one, however long it lasts: green passes as soon after a long one as after a short one", () => {
  const comparison = createComparison(errorsOnly);
  for (const end of [60, 1060]) {
    const rate = (round: number): number => (round > 30 && round <= end ? 1 : 0);
    const state = follow(comparison, { green: rate, blue: rate }, 3, end + 400);
    expect(comparison.judge(state).decision).toBe("passed");
    expect(state.outages).toBe(1);
    expect(state.rounds).toBeLessThan(end + 250);
  }
});

test("a healthy green that is as fast as blue passes", { timeout: 20_000 }, () => {
  expect(count(DEFAULT_COMPARISON, {}, 25, 3000).passed).toBeGreaterThanOrEqual(24);
});

test("a green twice as slow is failed for that, on its answers alone", () => {
  const comparison = createComparison(DEFAULT_COMPARISON);
  const state = follow(comparison, { slower: 2 }, 1, 1000);
  expect(comparison.judge(state)).toMatchObject({ decision: "failed", attribution: "none", worst: "sign" });
  expect(state.rounds).toBeLessThan(250);
});

/** Large risks, that a few hundred runs can see. */
const risky = { falseRollback: 0.05, falsePass: 0.05, attributionRisk: 0.05 };

test(
  "a green just as slow as tolerated is failed at most as often as the risk says, looked at after every round",
  { timeout: 20_000 },
  () => {
    const latency = { tolerance: { factor: 1.2, addMs: 0 }, quantiles: [0.95, 0.99], intolerableOdds: 2 };
    const counts = count({ ...DEFAULT_COMPARISON, ...risky, latency }, { slower: 1.2 }, 100, 1500);
    // Were it 5 %, 10 or more of 100 would come 3 times in a hundred.
    expect(counts.failed).toBeLessThanOrEqual(9);
  },
);

test("a green that is bad, and intolerably worse than blue, passes at most as often as the risk says", () => {
  const plan = { ...errorsOnly, ...risky, falseRollback: 1e-9, attributionRisk: 1e-9 };
  const counts = count(plan, { green: () => 0.05, blue: () => 0.0172 }, 200, 1000);
  expect(counts.passed / 200).toBeLessThanOrEqual(0.05);
});

test("what was learned of blue's bursts before makes blocks longer from the first round", () => {
  const comparison = createComparison(errorsOnly);
  let state = comparison.start();
  for (let probe = 0; probe < 2000; probe += 1) state = learnBlueErrors(state, probe % 400 < 8);
  for (let round = 0; round < 30; round += 1) state = comparison.add(state, errorRound(true, false));
  expect(comparison.judge(state).decision).toBe("undecided");
  expect(summarizeComparison(errorsOnly, state, 0.99).errors.blockLength).toBeGreaterThanOrEqual(15);
});

test("the state survives as JSON, and the same rounds give the same state byte for byte", () => {
  const comparison = createComparison(DEFAULT_COMPARISON);
  const random = seededRandom(9);
  const rounds = Array.from({ length: 400 }, (_, index) => drawRound(random, { green: () => 0.02 }, index));
  let [whole, resumed] = [comparison.start(), comparison.start()];
  for (const round of rounds) {
    whole = comparison.add(whole, round);
    resumed = createComparison(DEFAULT_COMPARISON).add(JSON.parse(JSON.stringify(resumed)) as ComparisonState, round);
  }
  expect(JSON.stringify(resumed)).toBe(JSON.stringify(whole));
  expect(JSON.stringify(whole).length).toBeLessThan(8000);
  expect(comparison.judge(resumed)).toEqual(comparison.judge(whole));
});

test("the summary has the numbers of the sentence", () => {
  const comparison = createComparison(DEFAULT_COMPARISON);
  const state = follow(comparison, { green: () => 0.2, blue: () => 0 }, 1, 1000);
  const { rounds, errors, tails, green } = summarizeComparison(DEFAULT_COMPARISON, state, 0.95);
  expect(rounds).toBe(state.rounds);
  expect(errors).toMatchObject({ blockLength: 1, pairs: { green: green.errors, blue: 0 } });
  expect(errors.oddsRatio.lower).toBeGreaterThan(1);
  expect(errors.oddsRatio.upper).toBe(Infinity);
  expect(tails.map(({ quantile }) => quantile)).toEqual([0.95, 0.99]);
});

test.for([
  { change: { falsePass: 0 }, problem: "falsePass" },
  { change: { rates: { healthy: 0.05, bad: 0.05 } }, problem: "healthy" },
  { change: { odds: { tolerated: 3, intolerable: 3 } }, problem: "intolerable" },
  { change: { leastBlock: 501 }, problem: "leastBlock" },
  {
    change: { latency: { tolerance: { factor: 0.9, addMs: 0 }, quantiles: [], intolerableOdds: 2 } },
    problem: "tolerance",
  },
  {
    change: { latency: { tolerance: { factor: 1, addMs: 0 }, quantiles: [1], intolerableOdds: 2 } },
    problem: "quantiles",
  },
])("a plan with $change is refused for its $problem", ({ change, problem }) => {
  expect(comparisonProblem({ ...DEFAULT_COMPARISON, ...change })).toContain(problem);
});

test("the default plan has no problem", () => {
  expect(comparisonProblem(DEFAULT_COMPARISON)).toBeUndefined();
});
