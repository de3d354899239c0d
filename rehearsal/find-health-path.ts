import { setTimeout as sleep } from "node:timers/promises";
import { get } from "../shared/probe/http/http-probe.ts";
import { runProbe } from "../shared/probe/run-probe.ts";
import type { Cluster } from "./ecs/cluster.ts";
import type { RehearsalTaskDefinition } from "./ecs/task-definition.ts";
import { RehearsalError } from "./rehearsal-error.ts";

/** Where services say that they are healthy, in the order of trying. */
const CANDIDATES = ["/health", "/"] as const;
const START_LIMIT_MS = 30_000;
const EVERY_MS = 150;

/**
 * The first path that a task of blue answers with a status below 400: what a team would have set as its target group's
 * health check. A task is run for it alone.
 * @throws {RehearsalError} where it answers none in 30 s, with the last lines that the task wrote
 */
export async function findHealthPath(
  cluster: Cluster,
  blue: RehearsalTaskDefinition,
  signal: AbortSignal,
): Promise<string> {
  const command = blue.image.command(0);
  const argv = typeof command === "string" ? ["/bin/sh", "-c", command] : [...command];
  const task = await cluster.runTask(blue, argv, "rehearsal/health-path");
  const { ip, port } = task.options.address;
  const giveUpAt = performance.now() + START_LIMIT_MS;
  try {
    while (task.status === "RUNNING" && performance.now() < giveUpAt) {
      for (const path of CANDIDATES) {
        if (await answersWell(path, task.options.address, signal)) return path;
      }
      await sleep(EVERY_MS, undefined, { signal });
    }
    const end =
      task.status === "STOPPED"
        ? `it ended with exit code ${task.exitCode ?? "unknown"}`
        : "it runs, and answers neither";
    const log = task.log.slice(-5).map(({ message }) => message);
    throw new RehearsalError(
      `A task of blue answered neither ${CANDIDATES.join(" nor ")} on ${ip}:${port} (its HOST and PORT): ${end}. ` +
        (log.length > 0 ? `Its last lines: ${log.join(" | ")}. ` : "It wrote nothing. ") +
        (task.exitCode === 0 ? "The command of a service must stay in the foreground. " : "") +
        `Is the command right? Another path can be named with --health-path.`,
    );
  } finally {
    await task.stop("The health check's path is known");
  }
}

async function answersWell(
  path: string,
  { ip, port }: { readonly ip: string; readonly port: number },
  signal: AbortSignal,
): Promise<boolean> {
  const probe = get(path, { timeout: "2s" }).expect("100-399");
  const outcome = await runProbe(probe, { address: ip, port, label: `${ip}:${port}` }, signal);
  return outcome.kind === "passed";
}
