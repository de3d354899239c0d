import { comparisonSettings, safeRequests } from "../../configuration/comparison-settings.ts";
import type { InstalledDeployment } from "../../deployment/deployment.ts";
import type { CheckContext, CheckResult } from "../check.ts";
import { healthProbe, smokeProbes } from "../health-probe.ts";
import { count } from "../sentence-parts.ts";
import type { ComparisonWork } from "./compare-with-blue.ts";
import { sharedOutage, type ComparisonProgress } from "./comparison-progress.ts";
import type { LookAtGreen } from "./green-watch.ts";
import { greenTasksLeft } from "./green-tasks-left.ts";
import { blueTasks, describeNoTask, greenTasks, type ComparedQuestion, type ComparedTask } from "./compared-tasks.ts";

/** Who is compared and by what, or why nobody can be. */
export type PreparedComparison = { readonly work: ComparisonWork; readonly subject: string };

/**
 * Finds the tasks of both colours as they are now. In a shared outage green may have none.
 * @param progress where an earlier invocation left off
 * @throws {AwsCallError} @throws {ProbeDefinitionError}
 */
export async function prepareComparison(
  { configuration, deployment, clients }: CheckContext<InstalledDeployment>,
  progress: ComparisonProgress,
  signal: AbortSignal,
): Promise<PreparedComparison | { readonly problem: CheckResult }> {
  const { green, blue, cluster } = deployment;
  const questions = questionsFor(green, configuration);
  const lookAtBlue = (looking: AbortSignal) => blueTasks(cluster, blue, clients, looking);
  const [found, blues] = await Promise.all([greenTasks(cluster, green, clients, signal), lookAtBlue(signal)]);
  const greens = comparable(found, progress);
  if (greens.length === 0 && sharedOutage(progress) === "none") {
    return {
      problem: {
        verdict: "failed",
        reason: `${describeNoTask(green)} Customers are sent there.`,
      },
    };
  }
  const subject = `${greens.length} green and ${count(blues.length, "blue task")} by IP (${questions.map(({ probe }) => String(probe)).join(", ")})`;
  const settings = comparisonSettings(configuration);
  const lookAtGreen: LookAtGreen = (known, seen, looking) => {
    return greenTasksLeft(known, deployment, seen, clients, looking);
  };
  return { work: { questions, green: greens, blue: blues, lookAtGreen, lookAtBlue, settings }, subject };
}

/**
 * In a later invocation, tasks that only just start are not compared where others are: those of the first were proved by the gates
 * before. In and after a shared outage they join when they are healthy: what fails its health checks may still start, too.
 */
function comparable(found: readonly ComparedTask[], progress: ComparisonProgress): readonly ComparedTask[] {
  if (progress.turn === 0) return found;
  if (sharedOutage(progress) !== "none") return found.filter(({ health }) => health === "healthy");
  const started = found.filter(({ health }) => health !== "initial");
  return started.length > 0 ? started : found;
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
