import { comparisonSettings, safeRequests } from "../configuration/comparison-settings.ts";
import type { InstalledDeployment } from "../deployment/deployment.ts";
import type { Check, CheckContext, CheckResult } from "./check.ts";
import { compareWithBlue, type ComparisonWork } from "./comparison/compare-with-blue.ts";
import { blueTasks, greenTasks, type ComparedQuestion } from "./comparison/compared-tasks.ts";
import { describeComparison } from "./comparison/comparison-sentence.ts";
import { refuseComparison } from "./comparison/refuse-comparison.ts";
import { healthProbe, smokeProbes } from "./health-probe.ts";
import { count } from "./sentence-parts.ts";

/**
 * Green, asked by IP, answers no worse than blue does to the same request at the same instant, while blue's tasks still
 * run. What both do wrong is the environment's.
 */
export const greenIsNoWorseThanBlue: Check<InstalledDeployment> = {
  name: "green-is-no-worse-than-blue",
  run: async (context, signal) => {
    const { configuration } = context;
    const refusal = refuseComparison(configuration);
    if (refusal !== undefined) {
      return { verdict: "error", reason: `hooks.config.ts, comparison: ${refusal}. No probe was sent.` };
    }
    const prepared = await prepareComparison(context, signal);
    if ("problem" in prepared) return prepared.problem;
    const { work, subject } = prepared;
    const { whenBlueIsGone } = configuration.comparison;
    const { settings } = work;
    const outcome = await compareWithBlue(work, signal);
    return describeComparison({ subject, settings, whenBlueIsGone, outcome });
  },
};

/** Who is compared and by what, or why nobody can be. */
export type PreparedComparison = { readonly work: ComparisonWork; readonly subject: string };

/** Finds the tasks of both colours as they are now. @throws {AwsCallError} @throws {ProbeDefinitionError} */
export async function prepareComparison(
  { configuration, deployment, clients }: CheckContext<InstalledDeployment>,
  signal: AbortSignal,
): Promise<PreparedComparison | { readonly problem: CheckResult }> {
  const { green, blue, cluster } = deployment;
  const questions = questionsFor(green, configuration);
  const lookAtBlue = (looking: AbortSignal) => blueTasks(cluster, blue, clients, looking);
  const [greens, blues] = await Promise.all([greenTasks(green, clients, signal), lookAtBlue(signal)]);
  if (greens.length === 0) {
    return {
      problem: {
        verdict: "failed",
        reason: `Task set ${green.id}: expected running tasks that target group ${green.targetGroup.name} lists, observed none of ${count(green.tasks.length, "task")}. Customers are sent there: look at the service's events.`,
      },
    };
  }
  const subject = `${greens.length} green and ${count(blues.length, "blue task")} by IP (${questions.map(({ probe }) => String(probe)).join(", ")})`;
  const settings = comparisonSettings(configuration);
  return { work: { questions, green: greens, blue: blues, lookAtBlue, settings }, subject };
}

/** Health, and what `smoke` asks with GET where that is wanted. Blue has another identity than green, so that none is asked for. */
function questionsFor(
  green: InstalledDeployment["green"],
  configuration: CheckContext<InstalledDeployment>["configuration"],
): readonly ComparedQuestion[] {
  const settings = { ...configuration, identity: false as const };
  const health = { ...healthProbe(green, settings, { kind: "task" }), isHealth: true };
  if (!configuration.comparison.smoke) return [health];
  const safe = { ...settings, smoke: [...safeRequests(configuration)] };
  return [health, ...smokeProbes(green, safe, { kind: "task" }).map((question) => ({ ...question, isHealth: false }))];
}
