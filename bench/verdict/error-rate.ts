import { alwaysValidRows } from "../../shared/verdict/always-valid.ts";
import { decideBy } from "../../shared/verdict/boundary.ts";
import { DEFAULT_RISK, planFor, planForLatency } from "../../shared/verdict/default-plan.ts";
import { computeExactRisks } from "../../shared/verdict/exact-risks.ts";
import { minimumMeanSamples } from "../../shared/verdict/minimum-samples.ts";
import type { ErrorRatePlan } from "../../shared/verdict/plan.ts";
import { sprtBoundary } from "../../shared/verdict/sprt.ts";
import { tune, type ErrorRateTest } from "../../shared/verdict/tune.ts";
import { atMost, shown, type Figure } from "../figure.ts";
import { made } from "./made.ts";
import { judgeByTally, judgeStreams, RUNS } from "./streams.ts";

const HEALTHY_GOAL = 0.95;
const BAD_GOAL = 0.9;

const plan = (healthy: number, bad: number, falsePass: number): ErrorRatePlan => {
  return { healthy, bad, falseRollback: 1e-3, falsePass };
};

/** The default plans, and those of the reference. */
const PLANS: readonly (readonly [name: string, plan: ErrorRatePlan])[] = [
  ["default, 0.1 v 5 %", DEFAULT_RISK],
  ["default of a member, 0.1 v 20 %", planFor().member],
  ["default of p99 latency, 0.5 v 2 %", planForLatency(0.99)],
  ["0.1 v 5 %, false pass 1 %", plan(0.001, 0.05, 1e-2)],
  ["0.1 v 1 %, false pass 1 %", plan(0.001, 0.01, 1e-2)],
  ["0.1 v 1 %, false pass 0.1 %", plan(0.001, 0.01, 1e-3)],
  ["1 v 5 %, false pass 1 %", plan(0.01, 0.05, 1e-2)],
  ["0.1 v 50 %, false pass 1 %", plan(0.001, 0.5, 1e-2)],
];

/** What the tests of an error rate need, beside what any test must, and what they risk, beside what is stated. */
export function measureErrorRate(): readonly Figure[] {
  return [...PLANS.flatMap(([name, plan]) => figuresOf(name, plan)), ...alwaysValidFigures()];
}

function atLeast(limit: number, name: string, value: number): Figure {
  return { name, value, unit: "1", goal: `at least ${Number(limit.toPrecision(3))}`, met: value >= limit };
}

function figuresOf(name: string, plan: ErrorRatePlan): readonly Figure[] {
  const { boundary, exact } = made(tune(plan));
  const minimum = minimumMeanSamples(plan);
  const judge = judgeByTally((tally) => decideBy(boundary, tally));
  const healthy = judgeStreams(judge, plan.healthy, RUNS);
  const bad = judgeStreams(judge, plan.bad, RUNS);
  const best = bestShares(plan, made(tune(plan)));
  const share = (label: string, value: number, goal: number, possible: number): readonly Figure[] => {
    const reached = atLeast(goal, label, value);
    // Where errors are so much evidence that no thresholds reach the goal, the best of them all stands beside it.
    return reached.met === true ? [reached] : [reached, shown(`${label}: best of all thresholds`, possible, "1")];
  };
  return [
    shown(`${name}: mean probes if healthy`, exact.meanHealthy, "probes"),
    shown(`${name}: theoretical minimum if healthy`, minimum.healthy, "probes"),
    ...share(
      `${name}: share of the minimum if healthy`,
      minimum.healthy / exact.meanHealthy,
      HEALTHY_GOAL,
      best.healthy,
    ),
    shown(`${name}: mean probes if bad`, exact.meanBad, "probes"),
    shown(`${name}: theoretical minimum if bad`, minimum.bad, "probes"),
    ...share(`${name}: share of the minimum if bad`, minimum.bad / exact.meanBad, BAD_GOAL, best.bad),
    atMost(plan.falseRollback, `${name}: false rollback, exact`, exact.falseRollback, "1"),
    shown(`${name}: false rollback, ${RUNS} streams`, healthy.failed, "1"),
    atMost(plan.falsePass, `${name}: false pass, exact`, exact.falsePass, "1"),
    shown(`${name}: false pass, ${RUNS} streams`, bad.passed, "1"),
  ];
}

/** The nearest to the minimum that any pair of Wald's thresholds comes within the plan's risks, at either rate. */
function bestShares(plan: ErrorRatePlan, { thresholds, exact }: ErrorRateTest): { healthy: number; bad: number } {
  const minimum = minimumMeanSamples(plan);
  const best = { healthy: minimum.healthy / exact.meanHealthy, bad: minimum.bad / exact.meanBad };
  if (!thresholds || (best.healthy >= HEALTHY_GOAL && best.bad >= BAD_GOAL)) return best;
  for (let fail = thresholds.fail - 1.5; fail <= thresholds.fail + 1.5; fail += 0.02) {
    for (let pass = thresholds.pass - 1.5; pass <= thresholds.pass + 1.5; pass += 0.02) {
      if (fail <= 0 || pass >= 0) continue;
      const boundary = sprtBoundary(plan, { fail, pass });
      const ifHealthy = computeExactRisks(boundary, plan.healthy);
      const ifBad = computeExactRisks(boundary, plan.bad);
      if (ifHealthy.failed > plan.falseRollback || ifBad.passed > plan.falsePass) continue;
      best.healthy = Math.max(best.healthy, minimum.healthy / ifHealthy.meanSamples);
      best.bad = Math.max(best.bad, minimum.bad / ifBad.meanSamples);
    }
  }
  return best;
}

function alwaysValidFigures(): readonly Figure[] {
  const rows = alwaysValidRows(DEFAULT_RISK);
  const healthy = computeExactRisks(rows, DEFAULT_RISK.healthy);
  const bad = computeExactRisks(rows, DEFAULT_RISK.bad);
  const name = "always valid, 0.1 v 5 %";
  return [
    shown(`${name}: mean probes if healthy`, healthy.meanSamples, "probes"),
    shown(`${name}: mean probes if bad`, bad.meanSamples, "probes"),
    atMost(DEFAULT_RISK.falseRollback, `${name}: false rollback, exact`, healthy.failed, "1"),
    atMost(DEFAULT_RISK.falsePass, `${name}: false pass, exact`, bad.passed, "1"),
  ];
}
