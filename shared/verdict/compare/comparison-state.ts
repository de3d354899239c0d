import type { Probes } from "./attribution.ts";
import { addToStream, learnFromBlue, NO_ROUNDS, type PairedStream } from "./blocks.ts";
import type { ComparisonPlan } from "./comparison-plan.ts";
import { addToThresholds, compareTail, NO_THRESHOLDS, type Thresholds } from "./exceedance.ts";
import { compareLatency } from "./sign.ts";
import { tolerateLatency } from "./tolerance.ts";

/** One probe's answer. A probe that says nothing about its target (the prober's own fault) is no answer: leave the round out. */
export interface Answer {
  readonly isError: boolean;
  /** Milliseconds, at least 0; of no account if it is an error. */
  readonly ms: number;
}

/** A probe of blue and one of green, the same and sent at the same instant. */
export interface Round {
  readonly green: Answer;
  readonly blue: Answer;
}

/** All that a comparison keeps between rounds. Plain JSON, of bounded size. */
export interface ComparisonState {
  readonly rounds: number;
  /** Each colour by itself, since the last outage that both shared. */
  readonly green: Probes;
  readonly blue: Probes;
  /** Outages that both shared. */
  readonly outages: number;
  /** How often green was tested anew after one, for tasks that were not there before. */
  readonly retests: number;
  readonly errors: PairedStream;
  /** Which answer was slower, of the rounds in which both answered. */
  readonly sign: PairedStream;
  /** Which exceeded the threshold, of those rounds: one for each quantile of the plan. */
  readonly tails: readonly PairedStream[];
  readonly thresholds: Thresholds;
}

export const NO_PROBES: Probes = { samples: 0, errors: 0 };

/** Slower than blue in the same round is a question without a tolerance of its own: blue's latency has it. */
const EVEN_ODDS = 1;

export function startComparison(plan: ComparisonPlan): ComparisonState {
  return {
    rounds: 0,
    green: NO_PROBES,
    blue: NO_PROBES,
    outages: 0,
    retests: 0,
    errors: NO_ROUNDS,
    sign: NO_ROUNDS,
    tails: (plan.latency?.quantiles ?? []).map(() => NO_ROUNDS),
    thresholds: NO_THRESHOLDS,
  };
}

/**
 * Before the comparison: how blue's errors cluster, from probes of blue alone at the pace of the rounds to come. It is the
 * more worth the more errors there are among them.
 */
export function learnBlueErrors(state: ComparisonState, isError: boolean): ComparisonState {
  return { ...state, errors: learnFromBlue(state.errors, isError) };
}

/** `before` with what one more round shows, and nothing concluded from it. */
export function countRound(plan: ComparisonPlan, before: ComparisonState, { green, blue }: Round): ComparisonState {
  const counted = {
    ...before,
    rounds: before.rounds + 1,
    green: addProbe(before.green, green),
    blue: addProbe(before.blue, blue),
    errors: addToStream(before.errors, { green: green.isError, blue: blue.isError }, plan.odds.tolerated),
  };
  const { latency } = plan;
  if (!latency || green.isError || blue.isError) return counted;
  const allowed = tolerateLatency(latency.tolerance, blue.ms);
  return {
    ...counted,
    sign: addToStream(before.sign, compareLatency(green.ms, allowed), EVEN_ODDS),
    tails: before.tails.map((tail, index) => {
      return addToStream(tail, compareTail(before.thresholds, index, green.ms, allowed), EVEN_ODDS);
    }),
    thresholds: addToThresholds(before.thresholds, latency.quantiles, green.ms, allowed),
  };
}

/** After a shared outage: green's own error rate counts from here, as after another outage, with what risk is kept for that. */
export function testGreenAnew(state: ComparisonState): ComparisonState {
  return { ...state, green: NO_PROBES, retests: state.retests + 1 };
}

function addProbe({ samples, errors }: Probes, { isError }: Answer): Probes {
  return { samples: samples + 1, errors: errors + (isError ? 1 : 0) };
}
