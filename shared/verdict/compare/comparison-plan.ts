import type { ErrorRates } from "./attribution.ts";
import { BLOCK_LENGTHS } from "./blocks.ts";
import type { OddsBounds } from "./discordant-pairs.ts";
import { DEFAULT_LATENCY_TOLERANCE, type LatencyTolerance } from "./tolerance.ts";

export interface LatencyComparison {
  /** How much slower than blue green may be. */
  readonly tolerance: LatencyTolerance;
  /** 0..1 exclusive: whose exceedance is compared, beside which answer of a round was slower. */
  readonly quantiles: readonly number[];
  /** Above 1: the smallest odds that it is green which is slower than tolerated, when one is, that must not pass. */
  readonly intolerableOdds: number;
}

/** What is compared between green and blue, and the risks that are taken. */
export interface ComparisonPlan {
  /** Chance, 0..0.5, of failing a green that is healthy, and neither worse nor slower than tolerated. */
  readonly falseRollback: number;
  /** Chance, 0..0.5, of passing a green that is both bad by itself and intolerably worse than blue, or intolerably slower. */
  readonly falsePass: number;
  /** Error rates that are healthy and bad for a colour by itself. */
  readonly rates: ErrorRates;
  /** How much worse than blue's green's errors may be. */
  readonly odds: OddsBounds;
  /** Null: only errors are compared. */
  readonly latency: LatencyComparison | null;
  /**
   * Chance, 0..0.5, of failing a green that is no worse than blue, but not healthy: during an outage that both share, or
   * where blue errs as much. There, green's own error rate is evidence enough that something is wrong, and this the risk of
   * blaming green for it.
   */
  readonly attributionRisk: number;
  /**
   * Rounds that a block must have at least. 1 trusts that errors come singly until blue shows that they do not; green may
   * have its first burst before blue has one. Five times the mean length of the bursts to expect keeps to the risk from the start,
   * and takes as many times longer.
   */
  readonly leastBlock: number;
}

export const DEFAULT_COMPARISON: ComparisonPlan = {
  falseRollback: 0.001,
  falsePass: 0.01,
  rates: { healthy: 0.001, bad: 0.05 },
  odds: { tolerated: 1, intolerable: 3 },
  latency: { tolerance: DEFAULT_LATENCY_TOLERANCE, quantiles: [0.95, 0.99], intolerableOdds: 2 },
  attributionRisk: 0.01,
  leastBlock: 1,
};

/** The first problem that makes a plan meaningless, in words, or undefined. */
export function comparisonProblem(plan: ComparisonPlan): string | undefined {
  const { rates, odds, latency, leastBlock } = plan;
  for (const risk of ["falseRollback", "falsePass", "attributionRisk"] as const) {
    if (!(plan[risk] > 0 && plan[risk] < 0.5)) return `expected ${risk} between 0 and 0.5, received ${plan[risk]}`;
  }
  if (!(rates.healthy > 0 && rates.healthy < rates.bad && rates.bad < 1)) {
    return `expected 0 < healthy < bad < 1, received healthy ${rates.healthy} and bad ${rates.bad}`;
  }
  if (!(odds.tolerated >= 1 && odds.tolerated < odds.intolerable && odds.intolerable < Infinity)) {
    return `expected 1 <= tolerated < intolerable odds, received ${odds.tolerated} and ${odds.intolerable}`;
  }
  const longest = BLOCK_LENGTHS.at(-1) ?? 1;
  if (!(leastBlock >= 1 && leastBlock <= longest)) {
    return `expected leastBlock from 1 to ${longest} rounds, received ${leastBlock}`;
  }
  return latency ? latencyProblem(latency) : undefined;
}

function latencyProblem({ tolerance, quantiles, intolerableOdds }: LatencyComparison): string | undefined {
  if (!(tolerance.factor >= 1 && tolerance.addMs >= 0 && tolerance.factor < Infinity && tolerance.addMs < Infinity)) {
    return `expected a latency tolerance of a factor >= 1 and addMs >= 0, received ${tolerance.factor} and ${tolerance.addMs}`;
  }
  if (!quantiles.every((share) => share > 0 && share < 1)) {
    return `expected quantiles between 0 and 1, received ${quantiles.join(", ")}`;
  }
  if (!(intolerableOdds > 1 && intolerableOdds < Infinity)) {
    return `expected intolerableOdds above 1, received ${intolerableOdds}`;
  }
  return undefined;
}
