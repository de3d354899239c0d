import type { Task as EcsTask } from "@aws-sdk/client-ecs";
import { parseStoppedTask } from "../deployment/tasks.ts";
import type { StoppedTaskEvidence } from "../record/evidence.ts";
import type { CleanText } from "./clean-text.ts";

const MOST_TASKS = 5;
const MOST_CONTAINERS = 5;

/** Tasks that have stopped, the last first. */
export function newestFirst(stopped: readonly EcsTask[]): readonly EcsTask[] {
  // One that is still being stopped is the newest of all.
  const endOf = ({ stoppedAt }: EcsTask): number => stoppedAt?.getTime() ?? Infinity;
  return stopped.toSorted((a, b) => (endOf(a) === endOf(b) ? 0 : endOf(b) - endOf(a)));
}

/** What is kept of them, and what is said of those that are too many. */
export function describeStopped(stopped: readonly EcsTask[], clean: CleanText) {
  const left = stopped.length - MOST_TASKS;
  return {
    stoppedTasks: newestFirst(stopped)
      .slice(0, MOST_TASKS)
      .map((task) => describe(task, clean)),
    gap: left > 0 ? `${left} more of green's tasks stopped before these ${MOST_TASKS}.` : undefined,
  };
}

function describe(task: EcsTask, clean: CleanText): StoppedTaskEvidence {
  const { id, stoppedReason, containers } = parseStoppedTask(task);
  return {
    task: id,
    stoppedReason: clean(stoppedReason),
    stoppedAt: momentOf(task.stoppedAt),
    containers: containers.slice(0, MOST_CONTAINERS).map(({ name, exitCode, reason }) => {
      return { name, exitCode: exitCode ?? null, ...(reason !== undefined && { reason: clean(reason) }) };
    }),
  };
}

function momentOf(date: Date | undefined): string | null {
  return date === undefined || Number.isNaN(date.getTime()) ? null : date.toISOString();
}
