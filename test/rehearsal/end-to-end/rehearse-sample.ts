import { prepareConfiguration } from "../../../rehearsal/configuration-module.ts";
import { createDeploymentClock } from "../../../rehearsal/deployment-clock.ts";
import { parseOptions } from "../../../rehearsal/options.ts";
import { createPace } from "../../../rehearsal/pace.ts";
import { rehearse } from "../../../rehearsal/rehearse.ts";
import type { RehearsalResult } from "../../../rehearsal/result.ts";
import { builtOnce } from "../../support/built-once.ts";

const SILENT = { say: () => undefined, event: () => undefined, result: () => undefined };
/** Those of a rehearsal where nothing is said. */
const BY_ITSELF = parseOptions([]);

const built = builtOnce(async (folder) => {
  const pace = createPace(createDeploymentClock(BY_ITSELF.timeScale));
  return (await prepareConfiguration(BY_ITSELF, folder, pace)).path;
});

/** What `npm run rehearse` comes to with these arguments, in this process, and with functions that are built once for all. */
export async function rehearseSample(args: readonly string[]): Promise<RehearsalResult> {
  const surroundings = {
    host: { PATH: process.env["PATH"] ?? "" },
    cwd: process.cwd(),
    narrator: SILENT,
    built: await built(),
  };
  return rehearse(parseOptions(args), surroundings, new AbortController().signal);
}
