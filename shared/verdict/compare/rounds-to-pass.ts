import { createComparison } from "./comparison.ts";
import type { ComparisonPlan } from "./comparison-plan.ts";
import { createPairTest } from "./discordant-pairs.ts";
import { leastRounds } from "./least-rounds.ts";
import { nameQuantile } from "./name-quantile.ts";
import { signDiscordance, tailDiscordance, type Discordance } from "./reference-service.ts";

/** How many rounds one of a comparison's questions takes until it speaks for a green that is as good as blue. */
export interface RoundsToPass {
  /** `errors`, `sign`, or a quantile such as `p99`. */
  readonly name: string;
  /** `Infinity` where no number of them is enough. */
  readonly rounds: number;
}

/**
 * For each question of a plan: of errors exactly, without any; of latency what a service with the latencies of many takes
 * on average if green is as fast as blue. Its own may take less, or twice as many where they are scattered more widely.
 * @param plan one without a `comparisonProblem`
 */
export function roundsToPass(plan: ComparisonPlan): readonly RoundsToPass[] {
  const { latency } = plan;
  const errors = { name: "errors", rounds: cleanRounds(plan) };
  if (!latency) return [errors];
  const test = createPairTest({ tolerated: 1, intolerable: latency.intolerableOdds });
  const roundsOf = ({ green, blue }: Discordance): number => {
    return leastRounds((rounds) => {
      return test.notWorse({ green: green * rounds, blue: blue * rounds }) >= -Math.log(plan.falsePass);
    });
  };
  return [
    errors,
    { name: "sign", rounds: roundsOf(signDiscordance(latency.tolerance)) },
    ...latency.quantiles.map((share) => {
      return { name: nameQuantile(share), rounds: roundsOf(tailDiscordance(latency.tolerance, share)) };
    }),
  ];
}

function cleanRounds(plan: ComparisonPlan): number {
  const { start, judge } = createComparison({ ...plan, latency: null });
  return leastRounds((rounds) => {
    const clean = { samples: rounds, errors: 0 };
    return judge({ ...start(), rounds, green: clean, blue: clean }).decision === "passed";
  });
}
