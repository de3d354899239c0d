import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { guardProcessGroup, killProcessGroup } from "../process-group.ts";
import { RehearsalError } from "../rehearsal-error.ts";

const PROGRAM = fileURLToPath(new URL("../sample/database.ts", import.meta.url));

/** The first one on a machine is initialised, which takes seconds. */
const LIMIT_MS = 60_000;

/**
 * Starts the sample's database in a process of its own, which `resources` ends, and which ends with this process however that
 * does. Ready when this resolves.
 * @returns its URL, with a password
 * @throws {RehearsalError} where it cannot be started
 */
export async function startSampleDatabase(
  hostEnvironment: Readonly<Record<string, string>>,
  resources: AsyncDisposableStack,
  signal: AbortSignal,
): Promise<string> {
  const child = spawn(process.execPath, [PROGRAM], {
    env: hostEnvironment,
    // A process group of its own, so that Ctrl-C does not end it before what uses it.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  exited.catch(() => undefined);
  await once(child, "spawn");
  const { pid } = child;
  if (pid === undefined) throw new RehearsalError("The sample's database was started without a process id");
  const guarding = guardProcessGroup(pid);
  resources.defer(async () => {
    killProcessGroup(pid);
    await exited;
    const guard = await guarding.catch(() => undefined);
    await guard?.release();
  });
  await guarding;
  const port = await firstLine(child, exited, signal);
  return `postgres://shop:${crypto.randomUUID()}@127.0.0.1:${port}/postgres`;
}

async function firstLine(
  { stdout, stderr }: { readonly stdout: Readable; readonly stderr: Readable },
  exited: Promise<readonly unknown[]>,
  signal: AbortSignal,
): Promise<string> {
  let complaint = "";
  stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
  const ended = exited.then(([code]) => {
    throw new RehearsalError(`The sample's database ended with exit code ${String(code)}: ${complaint.trim()}`);
  });
  ended.catch(() => undefined);
  const limit = AbortSignal.timeout(LIMIT_MS);
  try {
    const line = once(createInterface({ input: stdout }), "line", { signal: AbortSignal.any([signal, limit]) });
    const [text] = await Promise.race([line, ended]);
    return String(text);
  } catch (cause) {
    if (!limit.aborted) throw cause;
    throw new RehearsalError(`The sample's database was not ready in ${LIMIT_MS / 1000} s: ${complaint.trim()}`, {
      cause,
    });
  }
}
