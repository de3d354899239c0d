import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RehearsalOptions } from "./options.ts";
import { overlayMigrations } from "./overlay-migrations.ts";

const SAMPLE_CONFIGURATION = fileURLToPath(new URL("./sample/hooks.config.ts", import.meta.url));
const OWN_CONFIGURATION = fileURLToPath(new URL("../hooks.config.ts", import.meta.url));

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
 * @param given a module that takes the place of both
 */
export async function prepareConfiguration(
  { green, migrations }: Pick<RehearsalOptions, "green" | "migrations">,
  folder: string,
  given?: string,
): Promise<ConfigurationModule> {
  const isSample = green === undefined;
  const base = given ?? (isSample ? SAMPLE_CONFIGURATION : OWN_CONFIGURATION);
  const name = given ?? (isSample ? "rehearsal/sample/hooks.config.ts" : "hooks.config.ts");
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
