import type { InstalledDeployment } from "../deployment/deployment.ts";
import { getTargetHealth } from "../deployment/target-group.ts";
import { sample, type Assignment } from "../probe/sampling.ts";
import { decideAlwaysValid } from "../verdict/always-valid.ts";
import type { CheckContext } from "./check.ts";
import { healthProbe } from "./health-probe.ts";
import { askedBy } from "./question.ts";
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

/** Enough to tell healthy from bad with room for some errors. */
const MOST_PROBES = 400;
const MOST_MS = 20_000;
const IN_FLIGHT = 10;

/**
 * Asks blue's tasks for their health, by IP: the counts of the load balancer are of green now and blue before, and cannot tell
 * a fault of green's from one that both have since. Never rejects but for `signal`: who cannot ask blue knows no more than before.
 */
export async function askBlueNow(context: CheckContext<InstalledDeployment>, signal: AbortSignal): Promise<BlueNow> {
  const { probing, risk } = context.configuration;
  let samples = 0;
  let errors = 0;
  try {
    const assignments = await blueAssignments(context, signal);
    if (assignments.length === 0) return { isUnfit: undefined, words: "Blue has no task left that could be asked." };
    const pace = { perSecond: probing.rate, inFlightPerMember: IN_FLIGHT };
    const time = AbortSignal.any([signal, AbortSignal.timeout(MOST_MS)]);
    for await (const { outcome } of sample(assignments, pace, time)) {
      samples += 1;
      if (outcome.kind === "failed") errors += 1;
      // Nobody's evidence: this function's own network.
      if (outcome.kind === "error") break;
      const decision = decideAlwaysValid(risk, { samples, errors });
      if (decision !== "undecided" || samples >= MOST_PROBES) break;
    }
  } catch {
    signal.throwIfAborted();
  }
  const decision = decideAlwaysValid(risk, { samples, errors });
  const seen = `Blue's tasks, asked for their health by IP just then, failed ${errors} of ${count(samples, "probe")}`;
  if (decision === "failed") return { isUnfit: true, words: `${seen}.` };
  if (decision === "passed") return { isUnfit: false, words: `${seen}: it is not what both share.` };
  return { isUnfit: undefined, words: `${seen}: too few to tell whether they share the fault.` };
}

async function blueAssignments(
  { deployment, configuration, clients }: CheckContext<InstalledDeployment>,
  signal: AbortSignal,
): Promise<readonly Assignment[]> {
  const { blue, green } = deployment;
  // Without the identity that blue is not expected to have.
  const question = healthProbe(green, { ...configuration, identity: false }, { kind: "task" });
  const registered = await getTargetHealth(clients, blue.targetGroup.arn, signal);
  return blue.tasks.flatMap(({ id, ip }) => {
    return registered
      .filter((target) => target.id === ip)
      .map((target): Assignment => {
        const member = `blue task ${id} (${target.id}:${target.port})`;
        const asked = { address: target.id, port: target.port, label: member };
        return { member, probe: question.probe, target: askedBy(question, asked) };
      });
  });
}
