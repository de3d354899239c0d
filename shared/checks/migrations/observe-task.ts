import type { MigrationSettings } from "../../configuration/migrations-schema.ts";
import type { Deployment } from "../../deployment/deployment.ts";
import { getLogTail, type LogStream } from "../../deployment/log-tail.ts";
import { runOneOffTask } from "../../deployment/one-off-task.ts";
import { describeStop } from "../../deployment/tasks.ts";
import type { Observation } from "../../migrations/check-migrations.ts";
import type { Manifest } from "../../migrations/manifest/manifest.ts";
import { judgeTaskEnd, type TaskEnd, type TaskJudgement } from "../../migrations/task/judge-task-end.ts";
import { OWN_COMMAND } from "../../migrations/task/own-command.ts";
import type { TaskRules } from "../../migrations/task/task-preset.ts";
import { TASK_PRESETS } from "../../migrations/task/task-presets.ts";
import type { MigrationFinding } from "../../migrations/verdict/migration-finding.ts";
import type { CheckContext } from "../check.ts";

/** What a configuration says of the command: a tool's own, or another. */
export type TaskSettings = Extract<MigrationSettings, { readonly container?: unknown; readonly timeout: number }>;

/** As many as one call gives: some commands list what is pending first. */
const LOG_LINES = 10_000;
/** Before each further look: what a container logged last arrives some seconds after its end. */
const LOG_WAITS_MS = [2_000, 4_000];

/**
 * Runs the command as a one-off task of green's task definition, and judges its end.
 * @throws {AwsCallError} @throws {UnusableDeploymentError}
 */
export async function observeTask(
  context: CheckContext<Deployment>,
  settings: TaskSettings,
  green: Manifest | undefined,
  signal: AbortSignal,
): Promise<Observation> {
  const { deployment, clients } = context;
  const { greenTaskDefinition: taskDefinition, cluster, placement } = deployment;
  const { command, rules } = commandOf(settings);
  const named = settings.container ?? taskDefinition.containers.find(({ essential }) => essential)?.name;
  const container = taskDefinition.containers.find(({ name }) => name === named)?.name;
  const what = `The migration command \`${command.join(" ")}\` in a task of ${taskDefinition.name}`;
  if (container === undefined) {
    const names = taskDefinition.containers.map(({ name }) => name).join(", ");
    return status(
      "not-told",
      "fail",
      `${what}: expected a container named ${named ?? "(any)"}, found ${names}. Set migrations.container.`,
    );
  }
  const timeUp = AbortSignal.timeout(settings.timeout);
  const oneOff = { cluster, taskDefinition, container, command, placement, startedBy: `verdigris/${deployment.id}` };
  try {
    const { task, log: stream } = await runOneOffTask(clients, oneOff, AbortSignal.any([signal, timeUp]));
    const exitCode = task.containers.find(({ name }) => name === container)?.exitCode;
    const newest = green?.migrations.at(-1)?.id;
    const end: TaskEnd = {
      exitCode,
      lines: undefined,
      stop: describeStop(task),
      ...(newest !== undefined && { newest }),
    };
    const saysAll = (lines: readonly string[]): boolean =>
      judgeTaskEnd(rules, { ...end, lines }).status !== "could not tell";
    const log = exitCode === undefined ? {} : await readLog(clients, stream, saysAll, signal);
    return judge(what, judgeTaskEnd(rules, { ...end, ...log }), settings, end);
  } catch (error) {
    if (!timeUp.aborted && !signal.aborted) throw error;
    const time = timeUp.aborted ? `${settings.timeout / 1000} s` : "the time this function has";
    return status(
      "not-told",
      "unclear",
      `${what} did not end in ${time}, and was stopped. Look for a lock that it waits for, or raise migrations.timeout.`,
    );
  }
}

function commandOf(settings: TaskSettings): { readonly command: readonly string[]; readonly rules: TaskRules } {
  if (!("preset" in settings)) return { command: settings.command, rules: OWN_COMMAND };
  const rules: TaskRules & { readonly command: readonly string[] } = TASK_PRESETS[settings.preset];
  return { command: settings.command ?? rules.command, rules };
}

/** The log says what is pending. That it cannot be read must not change what the exit code says. */
async function readLog(
  clients: CheckContext<Deployment>["clients"],
  stream: LogStream | undefined,
  saysAll: (lines: readonly string[]) => boolean,
  signal: AbortSignal,
): Promise<Pick<TaskEnd, "lines"> & Partial<TaskEnd>> {
  if (!stream) {
    return { lines: undefined, logProblem: "the container does not log with the awslogs driver and a stream prefix" };
  }
  try {
    const wait = { waitsMs: LOG_WAITS_MS, isEnough: saysAll };
    return { lines: await getLogTail(clients, stream, LOG_LINES, signal, wait) };
  } catch (error) {
    return { lines: undefined, logProblem: error instanceof Error ? error.message : String(error) };
  }
}

function judge(
  what: string,
  { status: told, sentence }: TaskJudgement,
  { policies }: TaskSettings,
  end: TaskEnd,
): Observation {
  const text = `${what}: ${sentence.slice(0, 1).toLowerCase()}${sentence.slice(1)}`;
  switch (told) {
    case "ready":
      return status("applied", "none", text);
    case "pending": {
      const mayStart = policies.pending === "allow";
      return status(
        "pending",
        mayStart ? "warn" : "fail",
        `${text} Apply the migrations, and deploy again: nothing was installed.`,
      );
    }
    case "failed":
      return status(
        "failed",
        "fail",
        `${text} Apply the migrations, repair what failed, or mend the command, and deploy again: nothing was installed.`,
      );
    case "could not tell":
      // A container that cannot start is green's own fault: its tasks would not start either.
      return status("not-told", end.exitCode === undefined ? "fail" : "unclear", `${text} Nothing was installed.`);
    default:
      return told satisfies never;
  }
}

function status(
  standing: MigrationFinding["standing"],
  effect: MigrationFinding["effect"],
  sentence: string,
): Observation {
  return { kind: "status", finding: { standing, effect, ids: [], sentence } };
}
