import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import type { Narrator } from "../../../rehearsal/narrator.ts";
import { parseOptions } from "../../../rehearsal/options.ts";
import { rehearse } from "../../../rehearsal/rehearse.ts";
import type { RehearsalResult } from "../../../rehearsal/result.ts";
import { ROOT } from "../../../build/bundle.ts";
import type { HooksConfig } from "../../../shared/configuration/schema.ts";
import { createTemporaryFolder } from "../../build/temporary-folder.ts";
import { QUIET_ALARM } from "./quiet-alarm.ts";

const LIMIT = { timeout: 120_000 };
const CHECK = "green-is-no-worse-than-blue";

/** No answer must be quick: a busy machine would be judged for that. */
const patient: HooksConfig = { smoke: [{ path: "/" }, { path: "/health" }], health: {} };
/** Twenty seconds of comparison, and one of the check beside it: time enough for something to happen between both. */
const slowly: HooksConfig = {
  ...patient,
  plans: { "production-listener-answers-health": { rate: 200 } },
  comparison: { rate: 6, latency: false, atMost: "25s" },
};
const WELL_INTO_IT_MS = 9_000;

/** The sample's configuration with `more`, as a module in `folder`. */
async function writeConfiguration(folder: string, more: HooksConfig): Promise<string> {
  const file = path.join(folder, "hooks.config.ts");
  const sample = JSON.stringify(path.join(ROOT, "rehearsal/sample/hooks.config.ts"));
  await writeFile(file, `import sample from ${sample};\nexport default { ...sample, ...${JSON.stringify(more)} };\n`);
  return file;
}

interface Staged {
  readonly args?: readonly string[];
  readonly configuration: string;
  readonly onStage?: NonNullable<Parameters<typeof rehearse>[1]["onStage"]>;
  /** Called when production is green's, a while into the comparison. */
  readonly meanwhile?: () => Promise<void>;
}

async function rehearseShift({ args = [], configuration, onStage, meanwhile }: Staged): Promise<RehearsalResult> {
  const doing: Promise<void>[] = [];
  const narrator: Narrator = {
    say: () => undefined,
    result: () => undefined,
    event: (_deployment, { name, status }) => {
      if (name !== "AllowTraffic" || status !== "Succeeded" || !meanwhile || doing.length > 0) return;
      doing.push(new Promise((resolve) => setTimeout(resolve, WELL_INTO_IT_MS)).then(meanwhile));
    },
  };
  const host = { PATH: process.env["PATH"] ?? "" };
  const surroundings = {
    host,
    cwd: process.cwd(),
    narrator,
    configuration,
    alarms: [QUIET_ALARM],
    ...(onStage && { onStage }),
  };
  const result = await rehearse(parseOptions(args), surroundings, new AbortController().signal);
  await Promise.all(doing);
  return result;
}

/** The verdict of the last hook, and what the comparison said. */
function lastOf({ hooks }: RehearsalResult) {
  const hook = hooks.at(-1);
  const others = hook?.checks.filter(({ name }) => name !== CHECK).map(({ verdict }) => verdict);
  const compared = hook?.checks.find(({ name }) => name === CHECK);
  return { event: hook?.lifecycleEvent, verdict: hook?.verdict, others, reason: compared?.reason ?? "" };
}

const OTHERS_PASSED = ["passed", "passed", "passed"];

test("a green that takes 1.5 times as long as blue is found by comparison alone", LIMIT, async () => {
  await using folder = await createTemporaryFolder();
  const configuration = await writeConfiguration(folder.path, patient);
  const result = await rehearseShift({ args: ["--green-fault", "slow=1.5x"], configuration });
  const { reason, ...last } = lastOf(result);
  expect(last).toEqual({ event: "AfterAllowTraffic", verdict: "failed", others: OTHERS_PASSED });
  expect(reason).toMatch(/^Green('s slowest answers are| is) slower than blue/);
  expect(reason).toMatch(/Latency: green p50 [\d.]+ ms, p95 [\d.]+ ms/);
  expect(result.rollback?.status).toBe("Succeeded");
  expect(result.customers.errors).toBe(0);
});

test("errors that every other gate was told to bear are found by comparison", LIMIT, async () => {
  await using folder = await createTemporaryFolder();
  // The other checks call 5 % healthy; blue has none.
  const configuration = await writeConfiguration(folder.path, {
    ...patient,
    risk: { healthy: "5%", bad: "30%", badTask: "60%" },
    comparison: { rate: 100, latency: false, errors: { healthy: "0.1%", bad: "2%" } },
  });
  const args = ["--green-fault", "error-rate=0.04", "--green-env", "SEED=11"];
  const { reason, ...last } = lastOf(await rehearseShift({ args, configuration }));
  expect(last).toEqual({ event: "AfterAllowTraffic", verdict: "failed", others: OTHERS_PASSED });
  expect(reason).toMatch(/^Green errs more than blue, .* observed only green in \d+ rounds and only blue in 0/);
  expect(reason).toContain("observed status 500");
});

test("a dependency that both lose is named as the environment's", LIMIT, async () => {
  await using folder = await createTemporaryFolder();
  const configuration = await writeConfiguration(folder.path, slowly);
  const dependency = path.join(folder.path, "payments");
  await writeFile(dependency, "");
  const shared = `DEPENDENCY=${dependency}`;
  const { reason, ...last } = lastOf(
    await rehearseShift({
      args: ["--blue-env", shared, "--green-env", shared],
      configuration,
      meanwhile: () => rm(dependency),
    }),
  );
  expect(last).toEqual({ event: "AfterAllowTraffic", verdict: "inconclusive", others: OTHERS_PASSED });
  expect(reason).toMatch(/^Green and blue both err, at the same time: the environment is at fault/);
  expect(reason).toContain("observed status 503");
  expect(reason).toContain("A rollback does not help");
});

test("a blue that leaves before anything was decided is no comparison", LIMIT, async () => {
  await using folder = await createTemporaryFolder();
  const configuration = await writeConfiguration(folder.path, slowly);
  let leave = async (): Promise<void> => undefined;
  const { reason, ...last } = lastOf(
    await rehearseShift({
      configuration,
      onStage: ({ group: { cluster } }) => {
        leave = async () => cluster.taskSets[0]?.drain(new AbortController().signal);
      },
      meanwhile: () => leave(),
    }),
  );
  expect(last).toEqual({ event: "AfterAllowTraffic", verdict: "inconclusive", others: OTHERS_PASSED });
  expect(reason).toMatch(/^Not applicable any more: blue has no running task left to compare green with\. \d+ rounds/);
  expect(reason).toContain("raise the deployment group's termination wait");
});
