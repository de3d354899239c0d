import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What one more request took. */
export interface RequestCost {
  /** CPU microseconds, user and system. */
  readonly cpuUs: number;
  /** Wall microseconds, with as many requests at once as there were. */
  readonly wallUs: number;
}

/** Milliseconds of a whole process with its children, by the shell's own account. */
async function timeProcess(command: string, args: readonly string[]): Promise<{ cpuMs: number; wallMs: number }> {
  const script = 'TIMEFORMAT="took %U %S %R"; time "$@" >/dev/null 2>&1';
  const { stderr } = await run("bash", ["-c", script, "bash", command, ...args]);
  const [, ...numbers] = /took (\d+\.\d+) (\d+\.\d+) (\d+\.\d+)/u.exec(stderr) ?? [];
  const [user, system, real] = numbers.map(Number);
  if (user === undefined || system === undefined || real === undefined) {
    throw new Error(`${command}: no account of its time in ${stderr}`);
  }
  return { cpuMs: (user + system) * 1000, wallMs: real * 1000 };
}

/** The difference of a long run and a short one, a request, so that starting the process does not count. */
export async function costOfRequest(
  command: string,
  args: (amount: number) => readonly string[],
  [few, many]: readonly [number, number],
): Promise<RequestCost> {
  const short = await timeProcess(command, args(few));
  const long = await timeProcess(command, args(many));
  const each = (more: number): number => (more * 1000) / (many - few);
  return { cpuUs: each(long.cpuMs - short.cpuMs), wallUs: each(long.wallMs - short.wallMs) };
}

/** What a process printed. */
export async function output(command: string, args: readonly string[]): Promise<string> {
  return (await run(command, [...args], { encoding: "utf8" })).stdout;
}
