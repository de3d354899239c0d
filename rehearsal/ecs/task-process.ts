import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { guardProcessGroup, killProcessGroup } from "../process-group.ts";
import { killLeftovers, TASK_MARKER } from "./leftover-processes.ts";

/** What to run as a task's container. */
export interface TaskCommand {
  readonly taskId: string;
  /** Where it is told to listen. */
  readonly address: { readonly ip: string; readonly port: number };
  /** A line for the shell, or a program with its arguments. */
  readonly command: string | readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface TaskProcess {
  /** Resolves with the exit code; 128 + the signal's number where a signal ended it, as a container's would be. */
  readonly exited: Promise<number>;
  /** Asks it to end, and ends it a second later: its whole process group, and what it left behind. */
  stop(): Promise<void>;
}

const STOP_TIMEOUT_MS = 1_000;
const LAST_LINES_MS = 500;
const SIGNAL_NUMBERS: Partial<Record<NodeJS.Signals, number>> = { SIGKILL: 9, SIGTERM: 15, SIGSEGV: 11, SIGABRT: 6 };

/**
 * Starts the process, in a group of its own that dies with this process however this process ends.
 * @param onLine receives each line of its output and its errors
 * @throws where there is no such program
 */
export async function startTaskProcess(
  { taskId, address, command, cwd, environment }: TaskCommand,
  onLine: (line: string) => void,
): Promise<TaskProcess> {
  const [file, ...args] = typeof command === "string" ? ["/bin/sh", "-c", command] : command;
  const child = spawn(file ?? "", args, {
    cwd,
    env: { ...environment, HOST: address.ip, PORT: String(address.port), [TASK_MARKER]: taskId },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = once(child, "close");
  const exited = once(child, "exit").then(async ([code, signal]: (number | NodeJS.Signals | null)[]) => {
    if (child.pid !== undefined) killProcessGroup(child.pid);
    await killLeftovers({ taskId, ...address });
    // Its last lines are still on their way; but a daemon that escaped even that must not hold them open for ever.
    await Promise.race([closed, sleep(LAST_LINES_MS)]);
    child.stdout.destroy();
    child.stderr.destroy();
    return typeof code === "number" ? code : 128 + (SIGNAL_NUMBERS[signal as NodeJS.Signals] ?? 0);
  });
  // Where it cannot be started, the line after these reports it.
  closed.catch(() => undefined);
  exited.catch(() => undefined);
  await once(child, "spawn");
  const { pid } = child;
  if (pid === undefined) throw new Error(`${file ?? "a command"} was started without a process id`);
  forwardLines(child.stdout, onLine);
  forwardLines(child.stderr, onLine);
  const guard = await guardProcessGroup(pid);
  void exited.then(() => guard.release());
  return {
    exited,
    stop: async () => {
      child.kill("SIGTERM");
      const late = new AbortController();
      const killing = sleep(STOP_TIMEOUT_MS, undefined, { signal: late.signal }).then(
        () => killProcessGroup(pid),
        () => undefined,
      );
      await exited;
      late.abort();
      await killing;
      await guard.release();
    },
  };
}

function forwardLines(stream: Readable, onLine: (line: string) => void): void {
  createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on("line", onLine);
}
