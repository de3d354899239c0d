import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");

export interface Ended {
  readonly code: number | null;
  /** Standard output and standard error. */
  readonly output: string;
  readonly seconds: number;
}

/**
 * Runs `serverless` as a user with nothing set up would: no variable of this process reaches it.
 * @param home the home folder, where nobody's credentials are
 */
export async function runServerless(
  args: readonly string[],
  home: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const startedAt = performance.now();
  const command = spawn(path.join(ROOT, "node_modules/.bin/serverless"), args, {
    cwd: ROOT,
    env: { PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin`, HOME: home, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = new Promise<number | null>((resolve) => command.on("close", resolve));
  const [out, err, code] = await Promise.all([text(command.stdout), text(command.stderr), closed]);
  return { code, output: out + err, seconds: (performance.now() - startedAt) / 1000 };
}
