import type { Configuration } from "../configuration/schema.ts";
import type { InstalledDeployment } from "../deployment/deployment.ts";
import type { Outcome } from "../probe/outcome.ts";
import { oneLine } from "../probe/printable.ts";
import { sample, type Assignment } from "../probe/sampling.ts";
import { decideAlwaysValid } from "../verdict/always-valid.ts";
import type { CheckContext } from "./check.ts";
import { blueTasks, targetOf, type ComparedTask } from "./comparison/compared-tasks.ts";
import { healthProbe } from "./health-probe.ts";
import { count } from "./sentence-parts.ts";

/** How blue, which has no customers any more, answers now. */
export interface BlueNow {
  /** Whether it errs too often for customers, by itself; undefined where that could not be told. */
  readonly isUnfit: boolean | undefined;
  /** As a sentence. */
  readonly words: string;
}

/** What is concluded, and is to be done, where it errs as green does. */
export const BOTH_AT_FAULT = "What both share is at fault: to roll back would not help. Look at what they depend on.";

/**
 * Whether this answer of blue's, or none, shows that it cannot serve. A status below 500 comes from a peer that does: green may be asked
 * what blue does not know, and blue is no witness of an outage then.
 */
export function isOutage(outcome: Outcome): boolean {
  if (outcome.kind !== "failed") return false;
  const { answer } = outcome;
  const status = typeof answer === "object" && answer !== null && "status" in answer ? answer.status : undefined;
  return typeof status !== "number" || status >= 500;
}

/** Enough to tell healthy from bad with room for some errors. */
const MOST_PROBES = 400;
const MOST_MS = 20_000;
const IN_FLIGHT = 10;

/**
 * Asks blue's tasks for their health, by IP: the counts of the load balancer are of green now and blue before, and cannot tell
 * a fault of green's from one that both have since. Never rejects but for `signal`: who cannot ask blue knows no more than before.
 */
export async function askBlueNow(context: CheckContext<InstalledDeployment>, signal: AbortSignal): Promise<BlueNow> {
  try {
    const tasks = await findBlue(context, signal);
    if (tasks.length === 0) return { isUnfit: undefined, words: "Blue has no task left that could be asked." };
    return await ask(blueAssignments(tasks, context), context.configuration, signal);
  } catch (error) {
    signal.throwIfAborted();
    const message = error instanceof Error ? oneLine(error.message) : "an unknown error";
    return { isUnfit: undefined, words: `Blue's tasks could not be asked: ${message}.` };
  }
}

async function ask(
  assignments: readonly Assignment[],
  { probing, risk }: Configuration,
  signal: AbortSignal,
): Promise<BlueNow> {
  let samples = 0;
  let errors = 0;
  const pace = { perSecond: probing.rate, inFlightPerMember: IN_FLIGHT };
  const time = AbortSignal.timeout(MOST_MS);
  try {
    for await (const { outcome } of sample(assignments, pace, AbortSignal.any([signal, time]))) {
      // Nobody's evidence: this function's own network.
      if (outcome.kind === "error") break;
      samples += 1;
      if (isOutage(outcome)) errors += 1;
      if (samples >= MOST_PROBES || decideAlwaysValid(risk, { samples, errors }) !== "undecided") break;
    }
  } catch (error) {
    if (!time.aborted) throw error;
    signal.throwIfAborted();
  }
  const decision = decideAlwaysValid(risk, { samples, errors });
  const seen = `Blue's tasks, asked for their health by IP just then, answered ${errors} of ${count(samples, "probe")} with 5xx or not at all`;
  if (decision === "failed") return { isUnfit: true, words: `${seen}.` };
  if (decision === "passed") return { isUnfit: false, words: `${seen}: it is not what both share.` };
  return { isUnfit: undefined, words: `${seen}: too few to tell whether they share the fault.` };
}

/** Asks each of blue's tasks, by its name, for health: as green, without the identity that blue is not expected to have. */
export function blueAssignments(
  tasks: readonly ComparedTask[],
  { deployment, configuration }: Pick<CheckContext<InstalledDeployment>, "deployment" | "configuration">,
): readonly Assignment[] {
  const settings = { ...configuration, identity: false as const };
  const question = { ...healthProbe(deployment.green, settings, { kind: "task" }), isHealth: true };
  return tasks.map((task) => ({ member: task.name, probe: question.probe, target: targetOf(question, task) }));
}

/** Blue's tasks that run now. @throws {AwsCallError} */
export function findBlue(
  { deployment: { blue, cluster }, clients }: CheckContext<InstalledDeployment>,
  signal: AbortSignal,
): Promise<readonly ComparedTask[]> {
  return blueTasks(cluster, blue, clients, signal);
}
