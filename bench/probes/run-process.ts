import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** CPU milliseconds, user and system, of a whole process with its children, by the shell's own account. */
export async function cpuMs(command: string, args: readonly string[]): Promise<number> {
  const script = 'TIMEFORMAT="cpu %U %S"; time "$@" >/dev/null 2>&1';
  const { stderr } = await run("bash", ["-c", script, "bash", command, ...args]);
  const [, user, system] = /cpu (\d+\.\d+) (\d+\.\d+)/u.exec(stderr) ?? [];
  if (user === undefined || system === undefined) throw new Error(`${command}: no account of its time in ${stderr}`);
  return (Number(user) + Number(system)) * 1000;
}

/**
 * CPU microseconds for one more request: the difference of a long run and a short one, so that starting the process does
 * not count.
 */
export async function cpuPerRequest(
  command: string,
  args: (amount: number) => readonly string[],
  [few, many]: readonly [number, number],
): Promise<number> {
  const short = await cpuMs(command, args(few));
  const long = await cpuMs(command, args(many));
  return ((long - short) * 1000) / (many - few);
}

/** What a process printed. */
export async function output(command: string, args: readonly string[]): Promise<string> {
  return (await run(command, [...args], { encoding: "utf8" })).stdout;
}
