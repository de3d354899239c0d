import type { InstalledDeployment } from "../deployment/deployment.ts";
import { createComparison } from "../verdict/compare/comparison.ts";
import type { CheckContext, CheckResult } from "./check.ts";
import { compareThroughOutage } from "./comparison/compare-through-outage.ts";
import { describeRounds } from "./comparison/comparison-facts.ts";
import { judgeProgress, startProgress, type ComparisonProgress } from "./comparison/comparison-progress.ts";
import { describeComparison } from "./comparison/comparison-sentence.ts";
import { prepareComparison } from "./comparison/prepare-comparison.ts";
import { isProgressOf, progressSchema } from "./comparison/progress-schema.ts";
import { refuseComparison } from "./comparison/refuse-comparison.ts";
import { comparisonSettings } from "../configuration/comparison-settings.ts";
import { resumable, type BakeContext, type Pending } from "./resumable-check.ts";

/**
 * Green, asked by IP, answers no worse than blue does to the same request at the same instant, while blue's tasks still
 * run. What both do wrong is the environment's: it is waited out, until the bake is over.
 */
export const greenIsNoWorseThanBlue = resumable<InstalledDeployment, ComparisonProgress>({
  name: "green-is-no-worse-than-blue",
  state: progressSchema,
  run: async (context, state, signal) => {
    const refusal = refuseComparison(context.configuration);
    if (refusal !== undefined) {
      return { verdict: "error", reason: `hooks.config.ts, comparison: ${refusal}. No probe was sent.` };
    }
    const progress = progressFor(context, state);
    try {
      return await compare(context, progress, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      return { pending: progress, note: "Stopped before any task was asked." };
    }
  },
  settle: async (context, state, signal) => {
    const prepared = await prepareComparison(context, state, signal);
    if ("problem" in prepared) return prepared.problem;
    const { subject, work } = prepared;
    const judgement = judgeProgress(createComparison(work.settings.plan), state);
    const outcome = { end: "time", judgement, progress: state } as const;
    return describeComparison({ subject, settings: work.settings, ...whenBlueIsGone(context), outcome });
  },
});

async function compare(
  context: BakeContext<InstalledDeployment>,
  progress: ComparisonProgress,
  signal: AbortSignal,
): Promise<CheckResult | Pending<ComparisonProgress>> {
  const prepared = await prepareComparison(context, progress, signal);
  if ("problem" in prepared) return prepared.problem;
  const { work, subject } = prepared;
  const outcome = await compareThroughOutage({ ...work, progress }, context.bake, signal);
  if (outcome.end === "stopped") {
    return { pending: outcome.progress, note: describeRounds(subject, outcome.progress) };
  }
  return describeComparison({ subject, settings: work.settings, ...whenBlueIsGone(context), outcome });
}

/** Where it left off; from the beginning where the configuration asks something else by now. */
function progressFor(
  { configuration }: CheckContext<InstalledDeployment>,
  state: ComparisonProgress | undefined,
): ComparisonProgress {
  const { plan } = comparisonSettings(configuration);
  return state && isProgressOf(plan, state) ? state : startProgress(createComparison(plan));
}

function whenBlueIsGone({ configuration }: CheckContext<InstalledDeployment>) {
  return { whenBlueIsGone: configuration.comparison.whenBlueIsGone };
}
