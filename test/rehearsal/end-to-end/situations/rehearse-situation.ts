import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { dependencyFails } from "../../../../rehearsal/incidents/dependency-fails.ts";
import { dependencyRecovers } from "../../../../rehearsal/incidents/dependency-recovers.ts";
import { parseOptions } from "../../../../rehearsal/options.ts";
import { rehearse } from "../../../../rehearsal/rehearse.ts";
import type { RehearsalResult } from "../../../../rehearsal/result.ts";
import type { HooksConfig } from "../../../../shared/configuration/schema.ts";
import { createTemporaryFolder } from "../../../build/temporary-folder.ts";
import { QUIET_ALARM } from "../quiet-alarm.ts";
import type { Arrangement, Expected, Situation } from "./situation.ts";

const SILENT = { say: () => undefined, event: () => undefined, result: () => undefined };
const BRISK = fileURLToPath(new URL("./brisk.hooks.config.ts", import.meta.url));

/** Two tasks of each colour, and half a second for a minute: CloudWatch's own is a second. */
const SMALL_AND_FAST = ["--tasks", "2", "--time-scale", "120", "--termination-wait", "2"];

/** Deploys in the situation, from beginning to end, and holds the end against what is expected. */
export async function rehearseSituation({ arrangement, expected }: Situation): Promise<void> {
  await using folder = await createTemporaryFolder();
  let continuations = 0;
  const result = await deploy(arrangement, folder.path, () => (continuations += 1));
  const hook = result.hooks.find(({ lifecycleEvent }) => lifecycleEvent === expected.event);
  // A hook that was not listened to any more may have found the same.
  const heard = hook?.status === "none" ? [] : (hook?.checks ?? []);
  const doubtful = heard.filter(({ mode, verdict, reason }) => {
    return mode === "enforce" && verdict !== "passed" && !reason.startsWith("Cut short");
  });
  expect({
    deployment: result.deployment.status,
    rollback: result.rollback?.status,
    verdict: hook && hook.status !== "none" ? hook.verdict : "none",
    doubtful: doubtful.map(({ name }) => name),
    says: sentence(result, expected),
    shifts: result.trafficShifts.map(({ greenPercentage }) => greenPercentage),
  }).toEqual({
    deployment: expected.deployment,
    rollback: expected.rollback,
    verdict: expected.verdict,
    doubtful: expected.doubtful ?? (isDoubt(expected) && expected.check !== undefined ? [expected.check] : []),
    says: expect.stringMatching(expected.says),
    shifts: expected.shifts ?? (isAfterShift(expected) ? [100] : []),
  });
  // One that a busy machine is slow to begin is invoked twice.
  expect(continuations).toBeGreaterThanOrEqual(expected.continuations ?? 0);
  const accepted = result.statusReports.filter((report) => report.accepted).map(({ lifecycleEvent }) => lifecycleEvent);
  expect(accepted).toEqual([...new Set(accepted)]);
}

async function deploy(
  { args = [], configuration = {}, incidents = [], settings = {}, outage, ...staging }: Arrangement,
  folder: string,
  onContinuation: () => void,
): Promise<RehearsalResult> {
  const dependency = path.join(folder, "payments");
  if (outage) await writeFile(dependency, "");
  const shared = outage ? ["--blue-env", `DEPENDENCY=${dependency}`, "--green-env", `DEPENDENCY=${dependency}`] : [];
  const options = parseOptions([...SMALL_AND_FAST, ...args, ...shared]);
  return rehearse(
    {
      ...options,
      settings: { ...options.settings, ...settings },
      incidents: [
        ...options.incidents,
        ...incidents,
        ...(outage ? [dependencyFails(dependency, outage.from)] : []),
        ...(outage?.to ? [dependencyRecovers(dependency, outage.to)] : []),
      ],
    },
    {
      host: { PATH: process.env["PATH"] ?? "" },
      cwd: process.cwd(),
      narrator: SILENT,
      configuration: await writeConfiguration(folder, configuration),
      alarms: [{ ...QUIET_ALARM }],
      ...staging,
      dropInvocation: (invocation) => {
        if (invocation.payload.includes('"continuation"')) onContinuation();
        return staging.dropInvocation?.(invocation) ?? false;
      },
    },
    new AbortController().signal,
  );
}

/** The brisk configuration with `more`, as a module in `folder`. */
async function writeConfiguration(folder: string, more: HooksConfig): Promise<string> {
  const file = path.join(folder, "hooks.config.ts");
  const text = `import brisk from ${JSON.stringify(BRISK)};\nexport default { ...brisk, ...${JSON.stringify(more)} };\n`;
  await writeFile(file, text);
  return file;
}

/** What whoever decided says of it. */
function sentence({ hooks, deployment }: RehearsalResult, { event, verdict, check }: Expected): string {
  if (verdict === "none") return deployment.errorInformation?.message ?? "";
  const hook = hooks.find(({ lifecycleEvent }) => lifecycleEvent === event);
  if (check === undefined) return hook?.reason ?? "";
  return hook?.checks.find(({ name }) => name === check)?.reason ?? "";
}

function isDoubt({ verdict }: Expected): boolean {
  return verdict !== "passed" && verdict !== "none";
}

function isAfterShift({ event }: Expected): boolean {
  return event === "AfterAllowTraffic" || event === "AllowTraffic";
}
