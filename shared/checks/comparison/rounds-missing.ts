import { createComparison, type ComparisonJudgement } from "../../verdict/compare/comparison.ts";
import type { ComparisonPlan } from "../../verdict/compare/comparison-plan.ts";
import type { ComparisonState } from "../../verdict/compare/comparison-state.ts";
import { leastRounds } from "../../verdict/compare/least-rounds.ts";

/** A question that is still open. */
export interface OpenQuestion {
  /** `errors`, `sign`, or a quantile such as `p99`. */
  readonly name: string;
  /** How many more rounds it takes if they are like those before (of errors: without one); `Infinity` where that leads nowhere. */
  readonly rounds: number;
}

/** What stands between an undecided comparison and a pass. */
export function openQuestions(
  plan: ComparisonPlan,
  state: ComparisonState,
  { streams, isBlueUnfit }: ComparisonJudgement,
): readonly OpenQuestion[] {
  const enough = -Math.log(plan.falsePass);
  const ofErrors = missingOfErrors(plan, state);
  const latencies = isBlueUnfit ? [] : streams.filter(({ name, notWorse }) => name !== "errors" && notWorse < enough);
  return [
    ...(ofErrors > 0 ? [{ name: "errors", rounds: ofErrors }] : []),
    ...latencies.map(({ name, notWorse }) => {
      return { name, rounds: notWorse > 0 ? Math.ceil(state.rounds * (enough / notWorse - 1)) : Infinity };
    }),
  ];
}

function missingOfErrors(plan: ComparisonPlan, state: ComparisonState): number {
  const { judge } = createComparison({ ...plan, latency: null });
  const isFit = (more: number): boolean => {
    const green = { ...state.green, samples: state.green.samples + more };
    return judge({ ...state, green }).decision === "passed";
  };
  return isFit(0) ? 0 : leastRounds(isFit);
}
