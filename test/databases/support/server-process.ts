import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { guardProcessGroup, killProcessGroup } from "../../../rehearsal/process-group.ts";
import { DatabaseServerError } from "./database-server.ts";
import type { ServerUser } from "./server-user.ts";

export interface ServerCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly user: ServerUser | undefined;
  /** Ends it at once, its clients with it, in good order. */
  readonly stopSignal: NodeJS.Signals;
  /** Resolves when it can be asked, rejects while it cannot. */
  readonly isReady: () => Promise<void>;
}

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 5_000;
const POLL_MS = 50;

/**
 * Starts a server and waits until it answers. It dies with this process, however this process ends.
 * @returns what stops it
 * @throws {DatabaseServerError} with the last lines of the server, where it ends or does not answer
 */
export async function startServerProcess(command: ServerCommand): Promise<() => Promise<void>> {
  const { file, args, cwd, user, stopSignal, isReady } = command;
  const child = spawn(file, args, { cwd, ...user, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (log = (log + text).slice(-4_000)));
  }
  const exited = once(child, "exit");
  exited.catch(() => undefined);
  await once(child, "spawn");
  const { pid } = child;
  if (pid === undefined) throw new DatabaseServerError(`${file} was started without a process id`);
  const guard = await guardProcessGroup(pid);
  const stop = async (): Promise<void> => {
    child.kill(stopSignal);
    const timer = setTimeout(() => killProcessGroup(pid), STOP_TIMEOUT_MS);
    await exited;
    clearTimeout(timer);
    await guard.release();
  };

  const deadline = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      await isReady();
      return stop;
    } catch (cause) {
      const ended = child.exitCode !== null || child.signalCode !== null;
      if (!ended && performance.now() < deadline) {
        await sleep(POLL_MS);
        continue;
      }
      if (!ended) killProcessGroup(pid);
      await guard.release();
      throw new DatabaseServerError(`${file} ${ended ? "ended" : "does not answer"}:\n${log}`, { cause });
    }
  }
}
