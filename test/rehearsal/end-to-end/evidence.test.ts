import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import type { Stage } from "../../../rehearsal/stage.ts";
import { parseOptions } from "../../../rehearsal/options.ts";
import { rehearse } from "../../../rehearsal/rehearse.ts";
import { ROOT } from "../../../build/bundle.ts";
import type { HooksConfig } from "../../../shared/configuration/schema.ts";
import { createTemporaryFolder } from "../../build/temporary-folder.ts";
import { QUIET_ALARM } from "./quiet-alarm.ts";

/** No answer must be quick: a busy machine would be judged for that, before the shift. Waits are in wall time. */
const PATIENT: HooksConfig = {
  smoke: [{ path: "/health" }],
  health: {},
  comparison: { rate: 100, latency: false },
  customers: { period: "1s", delay: "1s", before: 10 },
  bake: "20s",
};

test(
  "of a green that errs and loses a task after the shift, what the rollback destroys is in the result",
  { timeout: 150_000 },
  async () => {
    await using folder = await createTemporaryFolder();
    const dependency = path.join(folder.path, "payments");
    await writeFile(dependency, "");
    const configuration = path.join(folder.path, "hooks.config.ts");
    const sample = JSON.stringify(path.join(ROOT, "rehearsal/sample/hooks.config.ts"));
    await writeFile(
      configuration,
      `import sample from ${sample};\nexport default { ...sample, ...${JSON.stringify(PATIENT)} };\n`,
    );
    let stage: Stage | undefined;
    const doing: Promise<unknown>[] = [];
    const breakGreen = (): void => {
      const green = stage?.group.cluster.taskSets.at(-1);
      doing.push(rm(dependency), Promise.resolve(green?.lose(1, "Your Spot Task was interrupted.")));
    };
    const result = await rehearse(
      parseOptions(["--tasks", "2", "--green-env", `DEPENDENCY=${dependency}`]),
      {
        host: { PATH: process.env["PATH"] ?? "" },
        cwd: process.cwd(),
        narrator: {
          say: () => undefined,
          result: () => undefined,
          event: ({ creator }, { name, status }) => {
            if (creator === "user" && name === "AllowTraffic" && status === "Succeeded") breakGreen();
          },
        },
        configuration,
        alarms: [QUIET_ALARM],
        onStage: (set) => {
          stage = set;
        },
      },
      new AbortController().signal,
    );
    await Promise.all(doing);

    expect(result.deployment.status).toBe("Failed");
    const hook = result.hooks.find(({ status }) => status === "Failed");
    expect(hook).toMatchObject({ lifecycleEvent: "AfterAllowTraffic", verdict: "failed" });
    const { stoppedTasks = [], logs = [], targets = [], worst = [], gaps } = hook?.evidence ?? {};
    expect(stoppedTasks).toEqual([
      expect.objectContaining({
        stoppedReason: "Your Spot Task was interrupted.",
        containers: [{ name: "web", exitCode: expect.any(Number) }],
      }),
    ]);
    const failing = logs.find(({ because }) => because === "failing");
    expect(failing?.lines.at(-1)).toMatch(/^GET \/\S* 503 .*the payment service does not answer/);
    const stopped = logs.find(({ because }) => because === "stopped");
    expect(stopped?.task).toBe(stoppedTasks[0]?.task);
    // What it said first may be gone by then: it is the last lines that are kept.
    expect(stopped?.lines.join("\n")).toMatch(/listens on|^GET \/\S* 503 /m);
    expect(targets).not.toEqual([]);
    expect(worst.flatMap(({ samples }) => samples).join("\n")).toMatch(
      /(?:green task \S+|the production listener) .*observed status 503/,
    );
    expect(gaps).toEqual([]);
  },
);
