import { readdir, readFile } from "node:fs/promises";

/** The variable by which every process of a task is known, however far it has moved from the process that started it. */
export const TASK_MARKER = "REHEARSAL_TASK_ID";

/**
 * Kills what a task's command left behind: a server that made itself a daemon is in no process group of ours any more, but
 * still carries its task's environment. In a container it would end with the task. Only Linux tells the environment of
 * a process; elsewhere nothing is found.
 */
export async function killLeftovers(taskId: string): Promise<void> {
  const wanted = `${TASK_MARKER}=${taskId}`;
  const entries = await readdir("/proc").catch(() => []);
  await Promise.all(
    entries
      .filter((name) => /^\d+$/.test(name))
      .map(async (pid) => {
        const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
        if (!environment.split("\0").includes(wanted)) return;
        try {
          process.kill(Number(pid), "SIGKILL");
        } catch {
          // It has ended by itself meanwhile.
        }
      }),
  );
}
