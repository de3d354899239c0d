import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { RehearsalResult } from "../../../rehearsal/result.ts";

export const MAIN = fileURLToPath(new URL("../../../rehearsal/main.ts", import.meta.url));

/** A rehearsal as a user runs it: a process of its own. */
export interface RunningRehearsal {
  /** Resolves when it has ended. */
  readonly ended: Promise<{ readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Ends the reading of its standard output, as `head` does. */
  readonly stopReading: () => void;
  /** Resolves when `text` has been written to either stream; rejects when the rehearsal ends without it. */
  readonly saying: (text: string) => Promise<void>;
  /** What has been written to either stream so far. */
  readonly said: () => string;
  /** The processes that carry this rehearsal's environment: itself, and all that it started. */
  readonly processes: () => Promise<readonly string[]>;
}

export interface RehearsalStart {
  /** What is started in place of `rehearsal/main.ts` itself; it is given the arguments. */
  readonly command?: readonly [file: string, ...args: string[]];
  /** Beside this process's own. */
  readonly environment?: Readonly<Record<string, string>>;
}

export function startRehearsal(
  args: readonly string[],
  { command = [process.execPath, MAIN], environment = {} }: RehearsalStart = {},
): RunningRehearsal {
  const [file, ...before] = command;
  const mark = `REHEARSAL_TEST=${randomUUID()}`;
  const [name = "", value] = mark.split("=");
  const child = spawn(file, [...before, ...args], { env: { ...process.env, ...environment, [name]: value } });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = once(child, "close").then(([exitCode]: (number | null)[]) => ({
    exitCode: exitCode ?? null,
    stdout,
    stderr,
  }));
  return {
    ended,
    kill: (signal) => void child.kill(signal),
    stopReading: () => void child.stdout.destroy(),
    said: () => stdout + stderr,
    saying: async (text) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = (): void => void ((stdout + stderr).includes(text) && resolve());
      child.stdout.on("data", look);
      child.stderr.on("data", look);
      look();
      const gone = ended.then(() => {
        throw new Error(`ended without saying ${JSON.stringify(text)}: ${stdout}${stderr}`);
      });
      gone.catch(() => undefined);
      await Promise.race([promise, gone]);
    },
    processes: async () => {
      const pids = (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry));
      const marked = await Promise.all(
        pids.map(async (pid) => {
          const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
          return environment.split("\0").includes(mark) ? [await readFile(`/proc/${pid}/cmdline`, "utf8")] : [];
        }),
      );
      return marked.flat();
    },
  };
}

/** Runs one to its end with `--json`; standard output must then be one document, or this rejects. */
export async function rehearseForResult(
  args: readonly string[],
): Promise<{ readonly exitCode: number | null; readonly result: RehearsalResult }> {
  const { exitCode, stdout, stderr } = await startRehearsal([...args, "--json"]).ended;
  try {
    return { exitCode, result: JSON.parse(stdout) };
  } catch (cause) {
    throw new Error(`expected one JSON document, received ${JSON.stringify(stdout)}; standard error: ${stderr}`, {
      cause,
    });
  }
}
