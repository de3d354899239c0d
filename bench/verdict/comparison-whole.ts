import { createComparison, type Comparison } from "../../shared/verdict/compare/comparison.ts";
import { DEFAULT_COMPARISON, type ComparisonPlan } from "../../shared/verdict/compare/comparison-plan.ts";
import type { Round } from "../../shared/verdict/compare/comparison-state.ts";
import { atMost, median, shown, type Figure } from "../figure.ts";
import { drawLatency, type Random } from "./paired-streams.ts";
import { seededRandom } from "./seeded-random.ts";

const MOST_ROUNDS = 3000;
/** A risk that a thousand runs can see. */
const LARGE_RISK = 0.05;

/** One service's behaviour. */
interface Service {
  /** Error rates, of the round with this number. */
  readonly green: (round: number) => number;
  readonly blue: (round: number) => number;
  /** How much slower than blue green is. */
  readonly slower: number;
}

const always = (rate: number) => () => rate;
const outage = (round: number): number => (round > 300 && round <= 350 ? 0.3 : 0.001);
/** As slow as is just tolerated: blue's latency times 1.2, and the 5 ms made zero. */
const EDGE: ComparisonPlan = {
  ...DEFAULT_COMPARISON,
  latency: { tolerance: { factor: 1.2, addMs: 0 }, quantiles: [0.95, 0.99], intolerableOdds: 2 },
};

/** The comparison as it is used: errors, sign and exceedance together, with green's own error rate beside them. */
export function measureWhole(): Figure[] {
  const plan = createComparison(DEFAULT_COMPARISON);
  const same = follow(plan, { green: always(0.001), blue: always(0.001), slower: 1 }, 200);
  const shared = follow(plan, { green: outage, blue: outage, slower: 1 }, 1000);
  const endless = follow(plan, { green: always(0.3), blue: always(0.3), slower: 1 }, 200);
  const rates = [1, 0.2, 0.05];
  const references = [9, 45, 192];
  const edge = createComparison({
    ...EDGE,
    falseRollback: LARGE_RISK,
    falsePass: LARGE_RISK,
    attributionRisk: LARGE_RISK,
  });
  const atEdge = follow(edge, { green: always(0.001), blue: always(0.001), slower: 1.2 }, 500);
  const bad = createComparison({
    ...DEFAULT_COMPARISON,
    latency: null,
    falsePass: LARGE_RISK,
    attributionRisk: 1e-9,
    falseRollback: 1e-9,
  });
  const badGreen = follow(bad, { green: always(0.05), blue: always(0.0172), slower: 1 }, 1000);
  return [
    shown("both 0.1 % errors, same latency: passed", same.passed, "1"),
    shown("both 0.1 % errors, same latency: mean rounds to pass", same.rounds, "rounds"),
    ...rates.map((rate, index) => {
      const result = follow(plan, { green: always(rate), blue: always(0.001), slower: 1 }, 200);
      return shown(
        `green ${rate * 100} %, blue 0.1 %: mean rounds to fail (reference ${references[index]})`,
        result.rounds,
        "rounds",
      );
    }),
    ...[1.5, 2, 3].map((slower) => {
      const result = follow(plan, { green: always(0.001), blue: always(0.001), slower }, 50);
      return shown(`green's latency x${slower}, tolerated x1.2 + 5 ms: mean rounds to fail`, result.rounds, "rounds");
    }),
    atMost(0.01, "an outage of 50 rounds that both share: green failed", shared.failed, "1"),
    atMost(0, "errors of 30 % that both have: green passed", endless.passed, "1"),
    shown("errors of 30 % that both have: environment", endless.environment, "1"),
    atMost(
      LARGE_RISK,
      `just tolerated, all risks ${LARGE_RISK}: false failures, a look after each of ${MOST_ROUNDS}`,
      atEdge.failed,
      "1",
    ),
    atMost(
      LARGE_RISK,
      `bad by 5 % and by odds of 3, risk ${LARGE_RISK}: false passes, a look after each of ${MOST_ROUNDS}`,
      badGreen.passed,
      "1",
    ),
    ...measureTime(plan),
  ];
}

function follow(
  comparison: Comparison,
  service: Service,
  runs: number,
): Record<"passed" | "failed" | "environment" | "undecided" | "rounds", number> {
  const counts = { passed: 0, failed: 0, environment: 0, undecided: 0, rounds: 0 };
  for (let run = 0; run < runs; run += 1) {
    const random = seededRandom(run);
    let state = comparison.start();
    let decision = comparison.judge(state).decision;
    while (state.rounds < MOST_ROUNDS && decision !== "passed" && decision !== "failed") {
      state = comparison.add(state, drawRound(random, service, state.rounds + 1));
      decision = comparison.judge(state).decision;
    }
    counts[decision] += 1 / runs;
    counts.rounds += state.rounds / runs;
  }
  return counts;
}

function drawRound(random: Random, { green, blue, slower }: Service, round: number): Round {
  return {
    green: { isError: random() < green(round), ms: drawLatency(random) * slower },
    blue: { isError: random() < blue(round), ms: drawLatency(random) },
  };
}

function measureTime(comparison: Comparison): Figure[] {
  const random = seededRandom(3);
  const service = { green: always(0.001), blue: always(0.001), slower: 1 };
  const rounds = Array.from({ length: 20_000 }, (_, index) => drawRound(random, service, index));
  const times = Array.from({ length: 7 }, () => {
    let state = comparison.start();
    const from = performance.now();
    for (const round of rounds) {
      state = comparison.add(state, round);
      comparison.judge(state);
    }
    return ((performance.now() - from) * 1e6) / rounds.length;
  });
  return [shown("a round, counted and judged", median(times), "ns")];
}
