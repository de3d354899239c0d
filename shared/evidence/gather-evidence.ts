import type { Task as EcsTask } from "@aws-sdk/client-ecs";
import type { InstalledDeployment } from "../deployment/deployment.ts";
import { getLogTail } from "../deployment/log-tail.ts";
import { pause } from "../deployment/pause.ts";
import { getTargetHealth, type TargetHealth } from "../deployment/target-group.ts";
import { describeTasksOf } from "../deployment/tasks.ts";
import { plainLine } from "../migrations/task/plain-line.ts";
import { redactKeyLines } from "../migrations/task/redact-keys.ts";
import type { Evidence, LogEvidence } from "../record/evidence.ts";
import { boundEvidence } from "./bound-evidence.ts";
import { cleanText } from "./clean-text.ts";
import type { EvidenceSource } from "./evidence-source.ts";
import { Gaps } from "./gaps.ts";
import { chooseLogs, withoutLogs } from "./log-sources.ts";
import { describeStopped } from "./stopped-evidence.ts";
import { describeTargets } from "./target-evidence.ts";

/** Milliseconds before further looks, where there may be more to see in a moment. */
export interface EvidenceWaits {
  /** At stopped tasks, where some fail and none has stopped: ECS shows it a moment after the process is gone. */
  readonly stop: number;
  /** At a log without a line, of a task that stopped. */
  readonly log: readonly number[];
}

const WAITS: EvidenceWaits = { stop: 1_500, log: [1_000, 1_500] };
const LOG_LINES = 20;
/**
 * Looks at what a rollback destroys: green's stopped tasks (ECS forgets them in about an hour), the last lines of those that
 * stopped or fail, and its targets as the load balancer sees them; with the worst of what the checks saw. A part that cannot
 * be had is said, and takes nothing from the others.
 * @param signal stops it: what it has by then is the evidence
 */
export async function gatherEvidence(
  { deployment, clients, worst, secrets }: EvidenceSource<InstalledDeployment>,
  signal: AbortSignal,
  waits = WAITS,
): Promise<Evidence> {
  const { green, cluster } = deployment;
  const clean = cleanText(secrets, green.taskDefinition);
  const gaps = new Gaps(clean, signal);
  const lookAt = (status: "RUNNING" | "STOPPED"): Promise<readonly EcsTask[]> => {
    return gaps.orSay(`Green's ${status.toLowerCase()} tasks`, [], () => {
      return describeTasksOf(clients, cluster, green.id, status, signal);
    });
  };
  const [health, running, firstStopped] = await Promise.all([
    gaps.orSay<readonly TargetHealth[]>("Target health", [], () =>
      getTargetHealth(clients, green.targetGroup.arn, signal),
    ),
    lookAt("RUNNING"),
    lookAt("STOPPED"),
  ]);
  const failing = new Set([
    ...health.filter(({ state }) => state === "unhealthy").map(({ id }) => id),
    ...worst.flatMap(({ samples }) => samples.flatMap(({ address }) => address ?? [])),
  ]);
  const isEndLikely = firstStopped.length === 0 && health.some(({ id }) => failing.has(id));
  const stopped = isEndLikely ? await lookAgain(() => lookAt("STOPPED"), waits.stop, signal) : firstStopped;

  const stops = describeStopped(stopped, clean);
  const sources = await gaps.orSay("Logs", [], async () => {
    return chooseLogs(green.taskDefinition, stopped, running, failing);
  });
  gaps.say(withoutLogs(green.taskDefinition));
  const logs = await Promise.all(
    sources.map(({ task, because, container, stream }) => {
      return gaps.orSay<readonly LogEvidence[]>(`Log of ${container} of task ${task}`, [], async () => {
        // What a container logged last arrives some seconds after its end; of one that runs, what there is will do.
        const wait = { waitsMs: because === "stopped" ? waits.log : [] };
        const tail = await getLogTail(clients, stream, LOG_LINES, signal, wait);
        const lines = redactKeyLines(tail.map(plainLine));
        return [{ task, because, container, lines: lines.slice(-LOG_LINES).map((line) => clean(line)) }];
      });
    }),
  );

  const targets = describeTargets(health, clean);
  gaps.say(stops.gap);
  gaps.say(targets.gap);
  return boundEvidence({
    stoppedTasks: stops.stoppedTasks,
    logs: logs.flat(),
    targets: targets.targets,
    worst: worst.map(({ check, samples }) => ({ check, samples: samples.map(({ text }) => clean(text)) })),
    gaps: gaps.sentences(),
  });
}

async function lookAgain(
  look: () => Promise<readonly EcsTask[]>,
  afterMs: number,
  signal: AbortSignal,
): Promise<readonly EcsTask[]> {
  await pause(afterMs, signal).catch(() => undefined);
  return signal.aborted ? [] : look();
}
