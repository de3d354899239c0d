import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { killLeftovers, TASK_MARKER } from "../../../rehearsal/ecs/leftover-processes.ts";

/** Starts sessions without end, each of which starts another: some begin while a scan is under way. */
const SPREADING = "i=0; while [ $i -lt 400 ]; do setsid sleep 30 & i=$((i+1)); done; sleep 30";

test.runIf(process.platform === "linux")(
  "what a task starts while its leftovers are killed is killed too",
  async () => {
    const taskId = randomUUID();
    const env = { PATH: process.env["PATH"] ?? "", [TASK_MARKER]: taskId };
    const child = spawn("/bin/sh", ["-c", SPREADING], { env, detached: true, stdio: "ignore" });
    const exited = once(child, "exit");
    await expect.poll(() => processesOf(taskId), { interval: 5 }).toSatisfy((count: number) => count > 20);
    await killLeftovers({ taskId, ip: "127.0.3.9", port: 1 });
    await exited;
    expect(await processesOf(taskId)).toBe(0);
  },
);

async function processesOf(taskId: string): Promise<number> {
  const pids = (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry));
  const environments = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/environ`, "utf8").catch(() => "")));
  return environments.filter((environment) => environment.includes(`${TASK_MARKER}=${taskId}`)).length;
}
