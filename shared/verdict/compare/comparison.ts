import { attributeErrors, createAbsoluteTest, type Attribution, type Probes } from "./attribution.ts";
import { countPairs, type PairedStream } from "./blocks.ts";
import { combineEvidence } from "./combine.ts";
import type { ComparisonPlan } from "./comparison-plan.ts";
import { countRound, NO_PROBES, startComparison, type ComparisonState, type Round } from "./comparison-state.ts";
import { createPairTest, type PairTest } from "./discordant-pairs.ts";
import { nameQuantile } from "./name-quantile.ts";

/**
 * - `passed`: green is fit, and not intolerably slower than blue; or fit where blue is not.
 * - `failed`: green is worse than blue, or slower than tolerated.
 * - `environment`: green and blue are both unfit, and green has not been found fit since: no rollback helps, and nothing may pass.
 * - `undecided`: go on; at the end of the time, that not enough was seen.
 */
export type ComparisonDecision = "passed" | "failed" | "environment" | "undecided";

/** What is compared: `errors`, `sign` (which answer was slower), or a quantile such as `p99`. */
export interface StreamEvidence {
  readonly name: string;
  /** ln of the e-value that green is worse; ln(1/0.001) is 6.9. */
  readonly worse: number;
  /** ln of the e-value that green is not intolerably worse. */
  readonly notWorse: number;
}

export interface ComparisonJudgement {
  readonly decision: ComparisonDecision;
  readonly attribution: Attribution;
  readonly streams: readonly StreamEvidence[];
  /** What speaks most against green: the name of a stream. */
  readonly worst: string;
  /**
   * Blue by itself errs more than `bad` allows: its latency is no measure, and no pass waits for it. Where it is broken no
   * round has two answers to compare, and a slower green is still to be preferred.
   */
  readonly isBlueUnfit: boolean;
}

/** A comparison that is ready to take rounds. Pure: what is kept between rounds is the state, and the same rounds give the same. */
export interface Comparison {
  readonly plan: ComparisonPlan;
  readonly start: () => ComparisonState;
  /** The state after one more round. */
  readonly add: (state: ComparisonState, round: Round) => ComparisonState;
  /** Ask after every round, and stop at the first that is passed or failed: the risks hold for that. */
  readonly judge: (state: ComparisonState) => ComparisonJudgement;
}

/** Half of the risk is spent on errors, the other half on all that concerns latency. */
const ERRORS_SHARE = 0.5;
/** Of the risk of a false rollback, what green's own error rate is given; it needs the comparison's evidence beside, which takes longer. */
const ABSOLUTE_SHARE = 0.1;
/** Of the risk of a false pass by errors, what green's own error rate is given: without errors it is what passes. */
const FIT_SHARE = 0.75;
/** Of the risk of a false pass by errors, what is kept for the tests anew after outages: half of it for the first, and so on. */
const AFTER_OUTAGES_SHARE = 0.2;

/** Of the risk of a false pass, what is taken on top of it to find blue unfit. */
const UNFIT_SHARE = 0.01;

/** @param plan one without a `comparisonProblem` */
export function createComparison(plan: ComparisonPlan): Comparison {
  const absolute = createAbsoluteTest(plan.rates);
  const byErrors = createPairTest(plan.odds);
  const byLatency = createPairTest({ tolerated: 1, intolerable: plan.latency?.intolerableOdds ?? 2 });
  const rollbackRisk = plan.falseRollback * (1 - ABSOLUTE_SHARE);

  const unhealthyRisk = plan.falseRollback * ABSOLUTE_SHARE;

  const isUnhealthy = (probes: Probes): boolean => absolute.unhealthy(probes) >= -Math.log(unhealthyRisk);

  const isUnfit = (probes: Probes): boolean => {
    // By its own error rate alone, as green's is judged then.
    return isUnhealthy(probes) && absolute.bad(probes) >= -Math.log(plan.falsePass * UNFIT_SHARE);
  };

  const attribute = (state: ComparisonState, greenWorse: number): Attribution => {
    const evidence = {
      greenUnhealthy: absolute.unhealthy(state.green),
      blueUnhealthy: absolute.unhealthy(state.blue),
      greenWorse,
    };
    // Blue has shared an outage before: green is not blamed sooner than the comparison by itself would.
    const attribution = state.outages > 0 ? rollbackRisk : plan.attributionRisk;
    return attributeErrors(evidence, { unhealthy: unhealthyRisk, attribution });
  };

  const weigh = (name: string, test: PairTest, stream: PairedStream): StreamEvidence => {
    const pairs = countPairs(stream, plan.leastBlock);
    // Bursts longer than any block: an e-value of 1 says nothing.
    return pairs
      ? { name, worse: test.worse(pairs.worse), notWorse: test.notWorse(pairs.notWorse) }
      : { name, worse: 0, notWorse: 0 };
  };

  const areErrorsFit = (state: ComparisonState, notWorse: number): boolean => {
    const fit = absolute.notBad(state.green);
    // After an outage green is tested anew, at half the risk each time, and only by what it did since.
    const tests = state.outages + state.retests;
    if (state.outages > 0) return fit >= -Math.log((plan.falsePass * AFTER_OUTAGES_SHARE) / 2 ** tests);
    const either = combineEvidence([
      { evidence: fit, weight: FIT_SHARE },
      // A blue that is unhealthy itself is no measure of what may pass.
      { evidence: isUnhealthy(state.blue) ? -Infinity : notWorse, weight: 1 - FIT_SHARE },
    ]);
    return either >= -Math.log(plan.falsePass * (1 - AFTER_OUTAGES_SHARE));
  };

  const judge = (state: ComparisonState): ComparisonJudgement => {
    const errors = weigh("errors", byErrors, state.errors);
    const latencies = plan.latency
      ? [
          weigh("sign", byLatency, state.sign),
          ...plan.latency.quantiles.map((share, index) => {
            const tail = state.tails[index];
            const name = nameQuantile(share);
            return tail ? weigh(name, byLatency, tail) : { name, worse: 0, notWorse: 0 };
          }),
        ]
      : [];
    const streams = [errors, ...latencies];
    const weight = (1 - ERRORS_SHARE) / latencies.length;
    const worse = combineEvidence([
      { evidence: errors.worse, weight: latencies.length > 0 ? ERRORS_SHARE : 1 },
      ...latencies.map((latency) => ({ evidence: latency.worse, weight })),
    ]);
    const worst = streams.reduce((one, other) => (other.worse > one.worse ? other : one)).name;
    const attribution = attribute(state, errors.worse);
    const isBlueUnfit = isUnfit(state.blue);
    const decide = (): ComparisonDecision => {
      if (worse >= -Math.log(rollbackRisk) || attribution === "green") return "failed";
      const fit = areErrorsFit(state, errors.notWorse);
      if (attribution === "environment" || (state.outages > 0 && !fit)) return "environment";
      if (attribution === "unknown" || !fit) return "undecided";
      if (isBlueUnfit) return "passed";
      return latencies.every(({ notWorse }) => notWorse >= -Math.log(plan.falsePass)) ? "passed" : "undecided";
    };
    const decision = decide();
    return { decision, attribution: decision === "environment" ? decision : attribution, streams, worst, isBlueUnfit };
  };

  const add = (before: ComparisonState, round: Round): ComparisonState => {
    const state = countRound(plan, before, round);
    // Cheap first: no colour that answers is unhealthy.
    if (state.green.errors === 0 || state.blue.errors === 0) return state;
    const { worse } = weigh("errors", byErrors, state.errors);
    if (attribute(state, worse) !== "environment") return state;
    // One that lasts is one: the test anew begins with what is answered well after it, and takes its share of the risk then.
    const lasts = state.outages > 0 && haveOnlyErred(state.green) && haveOnlyErred(state.blue);
    return { ...state, green: NO_PROBES, blue: NO_PROBES, outages: state.outages + (lasts ? 0 : 1) };
  };

  return { plan, start: () => startComparison(plan), add, judge };
}

function haveOnlyErred({ samples, errors }: Probes): boolean {
  return errors === samples;
}
