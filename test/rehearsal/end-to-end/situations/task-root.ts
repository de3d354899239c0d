import { cp, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { HooksConfig } from "../../../../shared/configuration/schema.ts";
import { builtOnce } from "../../../support/built-once.ts";

const built = builtOnce(() => fileURLToPath(new URL("./brisk.hooks.config.ts", import.meta.url)));

/** A folder in `parent` with the functions, whose configuration is the brisk one with `more`: built once for all situations. */
export async function makeTaskRoot(parent: string, more: HooksConfig): Promise<string> {
  const taskRoot = path.join(parent, "functions");
  await cp(await built(), taskRoot, { recursive: true });
  await writeFile(path.join(taskRoot, "situation.json"), JSON.stringify(more));
  return taskRoot;
}
