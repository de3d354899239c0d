import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { buildFunctions } from "../../../../build/functions.ts";
import type { HooksConfig } from "../../../../shared/configuration/schema.ts";

const BRISK = fileURLToPath(new URL("./brisk.hooks.config.ts", import.meta.url));

const folder = await mkdtemp(path.join(tmpdir(), "situations-"));
afterAll(() => rm(folder, { recursive: true }));

let built: Promise<unknown> | undefined;

/** A folder in `parent` with the functions, whose configuration is the brisk one with `more`: built once for all situations. */
export async function makeTaskRoot(parent: string, more: HooksConfig): Promise<string> {
  await (built ??= buildFunctions({ configPath: BRISK, outDir: folder }));
  const taskRoot = path.join(parent, "functions");
  await cp(folder, taskRoot, { recursive: true });
  await writeFile(path.join(taskRoot, "situation.json"), JSON.stringify(more));
  return taskRoot;
}
