import { spawn } from "node:child_process";
import { once } from "node:events";
import { killProcessGroup } from "../../../rehearsal/process-group.ts";
import type { ServerUser } from "./server-user.ts";

export interface ProgramOptions {
  readonly cwd?: string;
  /** The whole environment but for PATH, HOME and LANG. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly user?: ServerUser | undefined;
  readonly timeoutMs?: number;
}

export interface ProgramRun {
  /** Undefined where a signal ended it. */
  readonly code: number | undefined;
  /** What it wrote, both outputs together. */
  readonly output: string;
}

const TIMEOUT_MS = 60_000;

/**
 * Runs a program to its end, whatever that is.
 * @param signal kills it at once, with all that it started
 * @throws where there is no such program, or where it was not over in time, which kills it, too
 */
export async function runProgram(
  file: string,
  args: readonly string[],
  { cwd, environment = {}, user, timeoutMs = TIMEOUT_MS }: ProgramOptions,
  signal?: AbortSignal,
): Promise<ProgramRun> {
  const child = spawn(file, args, {
    ...(cwd === undefined ? {} : { cwd }),
    ...user,
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], LANG: "C.UTF-8", ...environment },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  const closed = once(child, "close");
  const late = AbortSignal.timeout(timeoutMs);
  const kill = (): void => {
    if (child.pid !== undefined) killProcessGroup(child.pid);
  };
  late.addEventListener("abort", kill);
  signal?.addEventListener("abort", kill);
  try {
    const [code] = (await closed) as [number | null];
    if (late.aborted) throw new Error(`${file} was not over in ${timeoutMs} ms:\n${output}`);
    return { code: code ?? undefined, output };
  } finally {
    late.removeEventListener("abort", kill);
    signal?.removeEventListener("abort", kill);
  }
}
