import { moreSuccesses } from "./binomial.ts";
import { cleanSamplesToPass, mostSamples, type Boundary } from "./boundary.ts";
import { computeExactRisks } from "./exact-risks.ts";
import { fixedBoundary, smallestFixedTest } from "./fixed-test.ts";
import { minimumMeanSamples } from "./minimum-samples.ts";
import { planProblem, evidenceSteps, type ErrorRatePlan } from "./plan.ts";
import { anyTimeRisks, sprtBoundary, sprtThresholds, stoppedRisks, tuneSprt, type Thresholds } from "./sprt.ts";
import type { Risks } from "./tune-lines.ts";
import { tuneTwoSprt } from "./two-sprt.ts";

/**
 * - `sprt`: Wald's test, which needs the fewest samples at both rates, but may need many between them.
 * - `two-sprt`: Lorden's, which never needs more than a number known beforehand.
 * - `fixed`: of fixed size, ended early: the lowest limit on its samples, and the most samples below it.
 */
export type TestKind = "sprt" | "two-sprt" | "fixed";

/** What a test is known to do. Chances and means by dynamic programming, to 1e-9 and better, unless `isBound`. */
export interface KnownRisks {
  /** Chance of failing a version whose error rate is `healthy`; less if it is lower. */
  readonly falseRollback: number;
  /** Chance of passing one whose error rate is `bad`; less if it is higher. */
  readonly falsePass: number;
  readonly meanHealthy: number;
  readonly meanBad: number;
  /** Chance that a healthy version is neither passed nor failed within the limit on samples; 0 without a limit. */
  readonly outOfSamples: number;
  /** The plan's rates are too close to compute: the risks are Ville's bounds, the means Wald's approximation. */
  readonly isBound: boolean;
}

/** A plan, and the test that was made of it: plain numbers, to be kept and compared as JSON. */
export interface ErrorRateTest {
  readonly plan: ErrorRatePlan;
  readonly kind: TestKind;
  readonly boundary: Boundary;
  /** Of the log-likelihood ratio of bad against healthy; only Wald's test has such. */
  readonly thresholds: Thresholds | undefined;
  readonly exact: KnownRisks;
}

export interface TuneOptions {
  /** The samples that there will be at most. */
  readonly atMost?: number | undefined;
  /**
   * Which decision the risks are of: the `first`, after which nothing more is asked (default); or `any`, for a test that
   * goes on after it, as one of several does that are to agree: then the risk is of ever failing, or ever passing.
   */
  readonly decision?: "first" | "any" | undefined;
}

/** Rows times columns of the lattice above which a plan is not computed: it would take more than 20 ms on a cold start. */
const MOST_CELLS = 1.2e6;
const MOST_CACHED = 100;
const cache = new Map<string, ErrorRateTest | undefined>();

/**
 * The test for a plan: Wald's, tuned, if there is no limit on samples or a healthy version exceeds it no more often than
 * it may be failed; else Lorden's 2-SPRT if its greatest number of samples keeps to the limit; else the smallest of fixed
 * size, if that does; else Wald's again, which may then end undecided: `exact.outOfSamples` says how often.
 * @returns undefined if not even samples without an error could pass within the limit
 * @throws RangeError if the plan is meaningless, as `planProblem` says
 */
export function tune(plan: ErrorRatePlan, options: TuneOptions = {}): ErrorRateTest | undefined {
  const { healthy, bad, falseRollback, falsePass } = plan;
  const { atMost = Infinity, decision = "first" } = options;
  const key = [healthy, bad, falseRollback, falsePass, atMost, decision].join();
  if (cache.has(key)) return cache.get(key);
  const problem = planProblem(plan);
  if (problem) throw new RangeError(problem);
  const own = { healthy, bad, falseRollback, falsePass };
  const made = isTooClose(own) ? withoutComputing(own) : choose(own, atMost, decision);
  if (cache.size >= MOST_CACHED) cache.clear();
  cache.set(key, made);
  return made;
}

function choose(plan: ErrorRatePlan, atMost: number, decision: "first" | "any"): ErrorRateTest | undefined {
  const boundary = tuneSprt(plan, decision === "any" ? anyTimeRisks(plan) : stoppedRisks(plan));
  if (!boundary || cleanSamplesToPass(boundary) > atMost) return undefined;
  const wald = describe(plan, "sprt", boundary, atMost, decision);
  if (wald.exact.outOfSamples <= plan.falseRollback) return wald;
  const fixed = smallestFixedTest(plan);
  if (fixed.samples > atMost) return wald;
  const lorden = tuneTwoSprt(plan, decision === "any" ? everRisks(plan, atMost) : stoppedRisks(plan));
  return lorden && mostSamples(lorden) <= atMost
    ? describe(plan, "two-sprt", lorden, atMost, decision)
    : describe(plan, "fixed", fixedBoundary(fixed), atMost, decision);
}

function describe(
  plan: ErrorRatePlan,
  kind: TestKind,
  boundary: Boundary,
  atMost: number,
  decision: "first" | "any",
): ErrorRateTest {
  const ifHealthy = computeExactRisks(boundary, plan.healthy);
  const ifBad = computeExactRisks(boundary, plan.bad);
  const risks = kind === "sprt" ? anyTimeRisks(plan) : everRisks(plan, atMost);
  const isFirst = decision === "first";
  return {
    plan,
    kind,
    boundary,
    thresholds: kind === "sprt" ? sprtThresholds(plan, boundary) : undefined,
    exact: {
      falseRollback: isFirst ? ifHealthy.failed : risks.falseRollback(boundary),
      falsePass: isFirst ? ifBad.passed : risks.falsePass(boundary),
      meanHealthy: ifHealthy.meanSamples,
      meanBad: ifBad.meanSamples,
      outOfSamples: kind === "sprt" && atMost < Infinity ? outOfSamples(boundary, plan, atMost, decision) : 0,
      isBound: false,
    },
  };
}

function outOfSamples(
  boundary: Boundary,
  { healthy }: ErrorRatePlan,
  atMost: number,
  decision: "first" | "any",
): number {
  return decision === "first"
    ? computeExactRisks(boundary, healthy, { atMost }).undecided
    : notPassing(boundary, healthy, atMost);
}

/** The risks of ever failing and of ever passing within `atMost` samples, whatever was decided before. */
function everRisks({ healthy, bad }: ErrorRatePlan, atMost: number): Risks {
  return {
    falseRollback: (boundary) => computeExactRisks(boundary, healthy, { atMost, endsWith: "failed" }).failed,
    falsePass: (boundary) => computeExactRisks(boundary, bad, { atMost, endsWith: "passed" }).passed,
  };
}

/** The chance that `samples` of a service of this error rate are not, all together, good enough to pass. */
function notPassing({ passGood, passPerError }: Boundary, errorRate: number, samples: number): number {
  const allowed = Math.floor((samples - passGood) / (1 + passPerError));
  return moreSuccesses(allowed, samples, errorRate);
}

function isTooClose(plan: ErrorRatePlan): boolean {
  const columns = Math.log(1 / (plan.falseRollback * plan.falsePass)) / -evidenceSteps(plan).good;
  const mean = minimumMeanSamples(plan);
  const rows = 10 * Math.max(plan.healthy * mean.healthy, plan.bad * mean.bad);
  return columns * (rows + 10) > MOST_CELLS;
}

/** Ville: a likelihood ratio ever exceeds 1 / risk with no more than that risk. Errors of close rates hardly overshoot. */
function withoutComputing(plan: ErrorRatePlan): ErrorRateTest {
  const thresholds = { fail: -Math.log(plan.falseRollback), pass: Math.log(plan.falsePass) };
  const mean = minimumMeanSamples(plan);
  return {
    plan,
    kind: "sprt",
    boundary: sprtBoundary(plan, thresholds),
    thresholds,
    exact: {
      falseRollback: plan.falseRollback,
      falsePass: plan.falsePass,
      meanHealthy: mean.healthy,
      meanBad: mean.bad,
      outOfSamples: 0,
      isBound: true,
    },
  };
}
