import { writeFile } from "node:fs/promises";
import path from "node:path";
import { dependencyFails } from "../../../../rehearsal/incidents/dependency-fails.ts";
import { dependencyRecovers } from "../../../../rehearsal/incidents/dependency-recovers.ts";
import { parseOptions } from "../../../../rehearsal/options.ts";
import { rehearse } from "../../../../rehearsal/rehearse.ts";
import type { RehearsalResult } from "../../../../rehearsal/result.ts";
import { createTemporaryFolder } from "../../../build/temporary-folder.ts";
import { QUIET_ALARM } from "../quiet-alarm.ts";
import { endingExpected, endingOf } from "./ending.ts";
import type { Arrangement, Situation } from "./situation.ts";
import { makeTaskRoot } from "./task-root.ts";

const SILENT = { say: () => undefined, event: () => undefined, result: () => undefined };

/** Two tasks of each colour, few customers, and half a second for a minute: CloudWatch's own is a second. */
const SMALL_AND_FAST = ["--tasks", "2", "--customers", "20", "--time-scale", "120", "--termination-wait", "2"];

/** Deploys in the situation, from beginning to end. @returns how it ended, and how it should have */
export async function rehearseSituation({ arrangement, expected }: Situation) {
  await using folder = await createTemporaryFolder();
  let continuations = 0;
  const result = await deploy(arrangement, folder.path, () => (continuations += 1));
  return { ending: endingOf(result, expected, continuations), expected: endingExpected(expected) };
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
      built: await makeTaskRoot(folder, configuration),
      alarms: [{ ...QUIET_ALARM }],
      withoutDatabase: true,
      ...staging,
      dropInvocation: (invocation) => {
        if (invocation.payload.includes('"continuation"')) onContinuation();
        return staging.dropInvocation?.(invocation) ?? false;
      },
    },
    new AbortController().signal,
  );
}
