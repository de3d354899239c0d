import type { Task as EcsTask } from "@aws-sdk/client-ecs";
import type { LogStream } from "../deployment/log-tail.ts";
import type { ContainerDefinition, TaskDefinition } from "../deployment/task-definition.ts";
import { parseStoppedTask, parseTask } from "../deployment/tasks.ts";
import type { LogEvidence } from "../record/evidence.ts";
import { newestFirst } from "./stopped-evidence.ts";

/** A log that is worth its last lines. */
export interface LogSource extends Pick<LogEvidence, "task" | "because" | "container"> {
  readonly stream: LogStream;
}

const MOST_TASKS = 4;
/** So that some are left for tasks that fail and still run. */
const MOST_STOPPED = 2;
const MOST_RUNNING = 2;
const MOST_CONTAINERS = 2;

interface Chosen extends Pick<LogEvidence, "task" | "because"> {
  /** Of the containers that ended badly. */
  readonly failed: readonly string[];
}

/** The logs of the tasks that stopped last and of those that fail; of some that run, where there is neither. */
export function chooseLogs(
  { containers }: Pick<TaskDefinition, "containers">,
  stopped: readonly EcsTask[],
  running: readonly EcsTask[],
  failingAddresses: ReadonlySet<string>,
): readonly LogSource[] {
  return chooseTasks(stopped, running, failingAddresses).flatMap(({ task, because, failed }) => {
    const first = (container: ContainerDefinition): number =>
      failed.includes(container.name) ? 0 : container.essential ? 1 : 2;
    return containers
      .toSorted((a, b) => first(a) - first(b))
      .slice(0, MOST_CONTAINERS)
      .flatMap(({ name, awslogs }): readonly LogSource[] => {
        if (!awslogs) return [];
        const stream = { group: awslogs.group, name: `${awslogs.streamPrefix}/${name}/${task}` };
        return [{ task, because, container: name, stream }];
      });
  });
}

/** Why the log of some containers cannot be read at all; undefined where each has one that can. */
export function withoutLogs({ name, containers }: Pick<TaskDefinition, "name" | "containers">): string | undefined {
  const silent = containers.filter(({ awslogs }) => !awslogs).map((container) => container.name);
  if (silent.length === 0) return undefined;
  return `Logs of ${silent.slice(0, 5).join(", ")}: ${name} gives no awslogs driver with a group and a stream prefix, and others are not read.`;
}

function chooseTasks(
  stopped: readonly EcsTask[],
  running: readonly EcsTask[],
  failingAddresses: ReadonlySet<string>,
): readonly Chosen[] {
  const ended = newestFirst(stopped).map((task): Chosen => {
    const { id, containers } = parseStoppedTask(task);
    const failed = containers.filter(({ exitCode }) => exitCode !== 0).map(({ name }) => name);
    return { task: id, because: "stopped", failed };
  });
  const tasks = running.map(parseTask).filter(({ lastStatus }) => lastStatus === "RUNNING");
  const failing = tasks
    .filter(({ ip }) => ip !== undefined && failingAddresses.has(ip))
    .map(({ id }): Chosen => ({ task: id, because: "failing", failed: [] }));
  const chosen = [...ended.slice(0, MOST_STOPPED), ...failing, ...ended.slice(MOST_STOPPED)].slice(0, MOST_TASKS);
  if (chosen.length > 0) return chosen;
  return tasks.slice(0, MOST_RUNNING).map(({ id }): Chosen => ({ task: id, because: "running", failed: [] }));
}
