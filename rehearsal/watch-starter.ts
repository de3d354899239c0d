import { readFileSync } from "node:fs";

const LOOK_MS = 1_000;

/**
 * Watches the process that started this one, and calls `onEnd` when it has ended: npm passes a signal that it alone gets to
 * the shell it runs a script in, and no further. Only for a process whose starter waits for it: where a shell started it
 * in the background, the shell's end means nothing. Does not keep this process alive.
 * @returns what ends the watch
 */
export function watchStarter(onEnd: () => void, everyMs = LOOK_MS): () => void {
  const parent = process.ppid;
  const starter = starterBehind(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && (starter === undefined || isAlive(starter))) return;
    clearInterval(timer);
    onEnd();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** npm runs a script with `sh -c`, and a shell that stays for the script outlives npm. Known on Linux alone. */
function starterBehind(parent: number): number | undefined {
  try {
    const [, option] = readFileSync(`/proc/${parent}/cmdline`, "utf8").split("\0");
    if (option !== "-c") return undefined;
    const [, grandparent] = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${parent}/status`, "utf8")) ?? [];
    // Process 1 ends last, and what it took over has lost its starter already.
    return grandparent === undefined || Number(grandparent) <= 1 ? undefined : Number(grandparent);
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
