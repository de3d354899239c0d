import { spawn } from "node:child_process";
import { once } from "node:events";

/** Kills every process of a group at once; a group that is gone already is fine. */
export function killProcessGroup(groupId: number): void {
  try {
    process.kill(-groupId, "SIGKILL");
  } catch (error) {
    // ESRCH: nobody is left. EPERM: macOS says so of a group whose last member has died but is not yet reaped.
    if (error instanceof Error && "code" in error && (error.code === "ESRCH" || error.code === "EPERM")) return;
    throw error;
  }
}

/** Watches over a process group for as long as it is not released. */
export interface ProcessGroupGuard {
  /** Ends the watch without touching the group. */
  release(): Promise<void>;
}

/**
 * Makes a process group die with this process, however this process dies. A shell waits for the end of its standard
 * input, which the system closes even after SIGKILL, and then kills the group. The group's own processes could not be
 * trusted with that: a function in an endless loop reads nothing.
 *
 * Rejects when the shell cannot be started.
 */
export async function guardProcessGroup(groupId: number): Promise<ProcessGroupGuard> {
  const guard = spawn("/bin/sh", ["-c", 'read -r _; kill -s KILL -- "-$1"', "sh", String(groupId)], {
    stdio: ["pipe", "ignore", "ignore"],
    env: {},
    // In a group of its own, or Ctrl-C would end the watch before it ends what is watched.
    detached: true,
  });
  const exited = once(guard, "exit");
  // Observed by release(); when the shell cannot be started, the line below reports it.
  exited.catch(() => undefined);
  await once(guard, "spawn");
  return {
    release: async () => {
      guard.kill("SIGKILL");
      await exited;
    },
  };
}
