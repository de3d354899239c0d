import { comparisonSettings, safeRequests } from "../../configuration/comparison-settings.ts";
import type { InstalledDeployment } from "../../deployment/deployment.ts";
import type { CheckContext, CheckResult } from "../check.ts";
import { healthProbe, smokeProbes } from "../health-probe.ts";
import { count } from "../sentence-parts.ts";
import type { ComparisonWork } from "./compare-with-blue.ts";
import { greenTasksLeft } from "./green-tasks-left.ts";
import { blueTasks, describeNoTask, greenTasks, type ComparedQuestion } from "./compared-tasks.ts";

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
  const [greens, blues] = await Promise.all([greenTasks(cluster, green, clients, signal), lookAtBlue(signal)]);
  if (greens.length === 0) {
    return {
      problem: {
        verdict: "failed",
        reason: `${describeNoTask(green)} Customers are sent there.`,
      },
    };
  }
  const subject = `${greens.length} green and ${count(blues.length, "blue task")} by IP (${questions.map(({ probe }) => String(probe)).join(", ")})`;
  const settings = comparisonSettings(configuration);
  const lookAtGreen: ComparisonWork["lookAtGreen"] = (known, outage, looking) => {
    return greenTasksLeft(known, cluster, green, outage, clients, looking);
  };
  return { work: { questions, green: greens, blue: blues, lookAtGreen, lookAtBlue, settings }, subject };
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
