import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * The most memory that a process has held resident so far, in MiB; where the system keeps no such mark (all but Linux),
 * what it holds now. Undefined when the process is dead, reaped or not.
 */
export async function readPeakMemoryMb(pid: number): Promise<number | undefined> {
  try {
    if (process.platform !== "linux") {
      const { stdout } = await run("ps", ["-o", "rss=", "-p", String(pid)]);
      return Number(stdout) === 0 ? undefined : Number(stdout) / 1024;
    }
    // The high-water mark rather than the present size: a peak between two polls counts on AWS too.
    const mark = /^VmHWM:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, "utf8"))?.[1];
    return mark === undefined ? undefined : Number(mark) / 1024;
  } catch {
    // Both sources fail in one way only: there is no such process any more.
    return undefined;
  }
}
