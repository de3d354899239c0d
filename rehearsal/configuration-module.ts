import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { requireConfiguration } from "../build/functions.ts";
import type { RehearsalOptions } from "./options.ts";
import type { Pace } from "./pace.ts";
import { overlayMigrations } from "./overlay-migrations.ts";

const SAMPLE_CONFIGURATION = fileURLToPath(new URL("./sample/hooks.config.ts", import.meta.url));
const OWN_CONFIGURATION = fileURLToPath(new URL("../hooks.config.ts", import.meta.url));

const QUICKEN = fileURLToPath(new URL("./quicken-configuration.ts", import.meta.url));

const NO_IMAGE = "a rehearsal has no image to run your command in: name one with --migrations";

/** Which configuration the functions are built with, and what is said of it. */
export interface ConfigurationModule {
  readonly path: string;
  readonly description: string;
}

/**
 * The sample service has a configuration of its own; a user's service is rehearsed with the `hooks.config.ts` at the root.
 * What `--migrations` says takes the place of what either says.
 * @param folder where a module may be written
 * @param pace how fast the rehearsal's clocks go
 * @param instead a module in place of both: `own`, at the pace of the clocks as they are, or `given`, as it is, with its waits in
 * wall time
 * @throws {BuildError} where `own` does not exist
 */
export async function prepareConfiguration(
  { green, migrations }: Pick<RehearsalOptions, "green" | "migrations">,
  folder: string,
  pace: Pace,
  { own, given }: { readonly own?: string; readonly given?: string } = {},
): Promise<ConfigurationModule> {
  const isSample = green === undefined;
  const name = given ?? own ?? (isSample ? "rehearsal/sample/hooks.config.ts" : "hooks.config.ts");
  if (own !== undefined) await requireConfiguration(own);
  const base = given ?? (await quickened(own ?? (isSample ? SAMPLE_CONFIGURATION : OWN_CONFIGURATION), folder, pace));
  if (isSample && migrations === undefined) return { path: base, description: name };
  const command = migrations ?? "none";
  const value =
    command === "none"
      ? { none: migrations === undefined ? NO_IMAGE : "--migrations none" }
      : { command: ["/bin/sh", "-c", command] };
  // A database or an endpoint is as near from here as it is; its secret comes from --secrets, its manifests from --green-env.
  const keep = migrations === undefined ? ["database", "endpoint", "none"] : [];
  const path = join(folder, "hooks.config.ts");
  await writeFile(path, overlayMigrations(base, value, keep));
  const said =
    migrations === undefined ? "" : command === "none" ? ", with no migrations" : `, with migrations: ${command}`;
  return { path, description: `${name}${said}` };
}

/** A module like that at `path`, at the pace of the rehearsal's clocks. */
async function quickened(path: string, folder: string, pace: Pace): Promise<string> {
  if (pace.hook === 1 && pace.metrics === 1) return path;
  const module = join(folder, "quickened.config.ts");
  // Not imported by the name "default": a module that has none could not be bundled at all.
  const text = `import * as module from ${JSON.stringify(path)};
import { quickenConfiguration } from ${JSON.stringify(QUICKEN)};
export default quickenConfiguration(Object(module).default, ${JSON.stringify(pace)});
`;
  await writeFile(module, text);
  return module;
}
