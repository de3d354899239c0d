import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { createLineSplitter } from "./line-splitter.ts";
import { readPeakMemoryMb } from "./peak-memory.ts";
import { guardProcessGroup, killProcessGroup } from "../process-group.ts";

/** Which of its two outputs a function wrote a line to. */
export type OutputStream = "stdout" | "stderr";

/** How a function's process ended. */
export interface FunctionExit {
  /** Exit status, or null when a signal ended the process. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** True when the process was killed for exceeding its memory limit. */
  readonly outOfMemory: boolean;
}

/** One running process of a function, and everything that it started. */
export interface FunctionProcess {
  readonly pid: number;
  /** Settles when the process is gone, its last line has been passed on, and its group is killed. Never rejects. */
  readonly exited: Promise<FunctionExit>;
  /** Asks the system, which knows of a death before its exit event comes in. */
  isAlive(): Promise<boolean>;
  /** The most memory it has used so far, in MiB. */
  measurePeakMemoryMb(): Promise<number>;
  /** Kills the process and everything that it started; `exited` settles afterwards. */
  kill(): void;
}

export interface FunctionProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly workingFolder: string;
  /** The whole environment: nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /** Memory limit in MiB. */
  readonly memoryMb: number;
  onLine(line: string, stream: OutputStream): void;
}

const MEMORY_POLL_MS = 100;
// A process that left its group keeps the pipes open; its output is not worth waiting for.
const OUTPUT_GRACE_MS = 500;

/** Starts a function's process in a group of its own. Rejects when it cannot be started. */
export async function startFunctionProcess(options: FunctionProcessOptions): Promise<FunctionProcess> {
  const child = spawn(options.command, options.args, {
    cwd: options.workingFolder,
    env: options.environment,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<Omit<FunctionExit, "outOfMemory">>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  const outputClosed = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
  });
  const flushes = [
    passLines(child.stdout, (line) => options.onLine(line, "stdout")),
    passLines(child.stderr, (line) => options.onLine(line, "stderr")),
  ];
  await once(child, "spawn");
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${options.command} was started but has no process id`);
  const kill = (): void => killProcessGroup(pid);
  const guard = await guardProcessGroup(pid).catch((error: unknown) => {
    kill();
    throw new Error(`The watch over process ${pid} could not be started`, { cause: error });
  });

  let peakMemoryMb = 0;
  let outOfMemory = false;
  const measurePeakMemoryMb = async (): Promise<number> => {
    peakMemoryMb = Math.max(peakMemoryMb, (await readPeakMemoryMb(pid)) ?? 0);
    return peakMemoryMb;
  };
  const enforceMemoryLimit = async (): Promise<void> => {
    if ((await measurePeakMemoryMb()) <= options.memoryMb) return;
    outOfMemory = true;
    kill();
  };
  const poll = setInterval(() => void enforceMemoryLimit(), MEMORY_POLL_MS);

  const awaitExit = async (): Promise<FunctionExit> => {
    const end = await ended;
    clearInterval(poll);
    kill();
    await Promise.race([outputClosed, sleep(OUTPUT_GRACE_MS, undefined, { ref: false })]);
    child.stdout.destroy();
    child.stderr.destroy();
    for (const flush of flushes) flush();
    await guard.release();
    return { ...end, outOfMemory };
  };
  const isAlive = async (): Promise<boolean> => (await readPeakMemoryMb(pid)) !== undefined;
  return { pid, exited: awaitExit(), isAlive, measurePeakMemoryMb, kill };
}

/** @returns passes on a last line without a line break. */
function passLines(stream: Readable, onLine: (line: string) => void): () => void {
  const splitter = createLineSplitter(onLine);
  stream.setEncoding("utf8");
  stream.on("data", (text: string) => splitter.push(text));
  return () => splitter.end();
}
