import type { ComparisonPlan } from "../../verdict/compare/comparison-plan.ts";
import type { ComparisonState } from "../../verdict/compare/comparison-state.ts";
import { nameQuantile } from "../../verdict/compare/name-quantile.ts";
import { summarizeComparison, type StreamSummary } from "../../verdict/compare/summary.ts";
import { percent } from "../sentence-parts.ts";
import { milliseconds } from "./comparison-facts.ts";

/** In what green is worse than blue, by how much at least, and how sure that is. @param worst what speaks most against it */
export function describeDifference(plan: ComparisonPlan, state: ComparisonState, worst: string): string {
  const confidence = 1 - plan.falseRollback;
  const { errors, sign, tails } = summarizeComparison(plan, state, confidence);
  const { factor = 1, addMs = 0 } = plan.latency?.tolerance ?? {};
  const allowed = `blue's time × ${factor} + ${addMs} ms`;
  const tail = tails.find(({ quantile }) => nameQuantile(quantile) === worst);
  if (tail) {
    const slowest = percent(1 - tail.quantile);
    return `Green's slowest answers are slower than blue's: expected as few of them as of blue's (${allowed}) among the slowest ${slowest}, observed ${sides(tail)} beyond ${milliseconds(tail.thresholdMs)}${atLeast(tail, confidence)}.`;
  }
  if (worst === "sign") {
    return `Green is slower than blue, asked the same at the same instants: expected its answer to take more than ${allowed} in at most half of the rounds, observed ${sides(sign)}${atLeast(sign, confidence)}.`;
  }
  const { tolerated } = plan.odds;
  return `Green errs more than blue, asked the same at the same instants: expected at most ${tolerated === 1 ? "as many errors as" : `odds of ${tolerated} against`} blue's, observed ${sides(errors)}${atLeast(errors, confidence)}.`;
}

/** `only green in 12 rounds and only blue in 0` */
function sides({ pairs: { green, blue }, blockLength }: StreamSummary): string {
  const what = blockLength === undefined || blockLength === 1 ? "rounds" : `blocks of ${blockLength} rounds`;
  return `only green in ${green} ${what} and only blue in ${blue}`;
}

/** The lower bound of the odds, where there is one that says something. */
function atLeast({ oddsRatio: { lower } }: StreamSummary, confidence: number): string {
  // Not rounded up: it is a bound.
  const bound = Math.floor(lower * 10) / 10;
  if (bound <= 1) return "";
  return ` (odds of ${bound} to 1 at least, with ${percent(confidence)} confidence)`;
}
