import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test, vi } from "vitest";
import { isRunning } from "./rehearse-function.ts";

const SOURCE = new URL("../../../rehearsal/lambda/function-process.ts", import.meta.url).href;

test("a function in an endless loop dies with the rehearsal, even when that is killed by SIGKILL", async () => {
  const rehearsal = spawn(
    process.execPath,
    [
      "--input-type=module",
      "--eval",
      `import { startFunctionProcess } from "${SOURCE}";
       const started = await startFunctionProcess({
         command: process.execPath,
         args: ["--eval", "for (;;);"],
         workingFolder: "/",
         environment: {},
         memoryMb: 512,
         onLine: () => undefined,
       });
       process.stdout.write(String(started.pid));`,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const [output] = await once(rehearsal.stdout, "data");
  const pid = Number(String(output));
  expect(isRunning(pid)).toBe(true);
  rehearsal.kill("SIGKILL");
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
});
