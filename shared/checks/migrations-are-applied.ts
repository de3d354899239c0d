import type { Deployment } from "../deployment/deployment.ts";
import { getLogTail } from "../deployment/log-tail.ts";
import { runOneOffTask, type OneOffTaskEnd } from "../deployment/one-off-task.ts";
import { describeStop } from "../deployment/tasks.ts";
import { printable } from "../probe/printable.ts";
import type { Check, CheckContext, CheckResult } from "./check.ts";

const LOG_LINES = 10;

/** The configured command, as a one-off task of green's task definition, says whether the database is ready for green. */
export const migrationsAreApplied: Check<Deployment> = {
  name: "migrations-are-applied",
  run: async (context, signal) => {
    const { migrations } = context.configuration;
    if (migrations === undefined) {
      return {
        verdict: "failed",
        reason:
          "hooks.config.ts does not say how to check the database: expected `migrations: { command: […] }`, or " +
          '`migrations: { none: "why this service has no migrations" }`. Silence is not taken for a service without a database.',
      };
    }
    if ("none" in migrations) {
      return {
        verdict: "passed",
        reason: `Not applicable: hooks.config.ts says that there is nothing to migrate (${migrations.none}).`,
      };
    }
    return runCommand(context, migrations, signal);
  },
};

type Command = Exclude<NonNullable<CheckContext<Deployment>["configuration"]["migrations"]>, { none: string }>;

async function runCommand(
  context: CheckContext<Deployment>,
  settings: Command,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { deployment, clients } = context;
  const { greenTaskDefinition: taskDefinition, cluster, placement } = deployment;
  const named = settings.container ?? taskDefinition.containers.find(({ essential }) => essential)?.name;
  const container = taskDefinition.containers.find(({ name }) => name === named)?.name;
  const what = `The migration command \`${settings.command.join(" ")}\` in a task of ${taskDefinition.name}`;
  if (container === undefined) {
    const names = taskDefinition.containers.map(({ name }) => name).join(", ");
    return {
      verdict: "failed",
      reason: `${what}: expected a container named ${named ?? "(any)"}, found ${names}. Set migrations.container.`,
    };
  }
  const timeUp = AbortSignal.timeout(settings.timeout);
  const oneOff = {
    cluster,
    taskDefinition,
    container,
    command: settings.command,
    placement,
    startedBy: `verdigris/${deployment.id}`,
  };
  try {
    const end = await runOneOffTask(clients, oneOff, AbortSignal.any([signal, timeUp]));
    const exitCode = end.task.containers.find(({ name }) => name === container)?.exitCode;
    if (exitCode === 0) return { verdict: "passed", reason: `${what} ended with exit code 0.` };
    const stop = describeStop(end.task);
    if (exitCode === undefined) {
      return {
        verdict: "failed",
        reason: `${what}: expected exit code 0, observed a container that never ran: ${stop}. Green's tasks would not start either: look at its image, its secrets, its roles and its subnets. Nothing was installed.`,
      };
    }
    const log = await readLog(context, end, signal);
    return {
      verdict: "failed",
      reason: `${what}: expected exit code 0, observed exit code ${exitCode}: ${stop}. ${log} Apply the migrations, or mend the command, and deploy again: nothing was installed.`,
    };
  } catch (error) {
    if (!timeUp.aborted && !signal.aborted) throw error;
    return {
      verdict: "inconclusive",
      reason: `${what} did not end in ${timeUp.aborted ? `${settings.timeout / 1000} s` : "the time this function has"}, and was stopped. Look for a lock that it waits for, or raise migrations.timeout.`,
    };
  }
}

/** The log says what is pending. That it cannot be read must not change the verdict, so it becomes part of the reason. */
async function readLog(
  { clients }: CheckContext<Deployment>,
  end: OneOffTaskEnd,
  signal: AbortSignal,
): Promise<string> {
  if (!end.log)
    return "Its log cannot be shown: the container does not log with the awslogs driver and a stream prefix.";
  try {
    const lines = await getLogTail(clients, end.log, LOG_LINES, signal);
    return lines.length === 0 ? "It logged nothing." : `Its last lines: ${lines.map(printable).join(" | ")}.`;
  } catch (error) {
    return `Its log cannot be shown: ${error instanceof Error ? error.message : String(error)}.`;
  }
}
