import type { Probes } from "./attribution.ts";
import { countPairs, type PairedStream } from "./blocks.ts";
import type { ComparisonPlan } from "./comparison-plan.ts";
import type { ComparisonState } from "./comparison-state.ts";
import type { Pairs } from "./discordant-pairs.ts";
import { estimateOddsRatio, type OddsRatio } from "./odds-ratio.ts";

/** The numbers that a sentence about a comparison needs. */
export interface ComparisonSummary {
  readonly rounds: number;
  /** Each colour's probes since the last shared outage, all of them if there was none. */
  readonly green: Probes;
  readonly blue: Probes;
  readonly outages: number;
  readonly errors: StreamSummary;
  /** Rounds in which both answered, and green was slower than tolerated, or blue's tolerated latency was. */
  readonly sign: StreamSummary;
  /** One for each quantile of the plan. */
  readonly tails: readonly (StreamSummary & { readonly quantile: number; readonly thresholdMs: number })[];
}

export interface StreamSummary {
  readonly rounds: number;
  /** Rounds in a block; 1: every round counts by itself; undefined: blue's bursts are longer than any block. */
  readonly blockLength: number | undefined;
  /** Blocks (rounds, if a block has one) that only one colour lost. */
  readonly pairs: Pairs;
  readonly oddsRatio: OddsRatio;
}

/** @param confidence of the odds ratios' intervals, 0..1 exclusive: always valid */
export function summarizeComparison(
  plan: ComparisonPlan,
  state: ComparisonState,
  confidence: number,
): ComparisonSummary {
  const summarize = (stream: PairedStream): StreamSummary => {
    const counted = countPairs(stream, plan.leastBlock);
    const pairs = counted?.notWorse ?? { green: 0, blue: 0 };
    const oddsRatio = estimateOddsRatio(pairs, confidence);
    return { rounds: stream.rounds, blockLength: counted?.blockLength, pairs, oddsRatio };
  };
  const quantiles = plan.latency?.quantiles ?? [];
  return {
    rounds: state.rounds,
    green: state.green,
    blue: state.blue,
    outages: state.outages,
    errors: summarize(state.errors),
    sign: summarize(state.sign),
    tails: state.tails.map((tail, index) => {
      const thresholdMs = state.thresholds.thresholds[index] ?? Infinity;
      return { ...summarize(tail), quantile: quantiles[index] ?? Number.NaN, thresholdMs };
    }),
  };
}
