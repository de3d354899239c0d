import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildFunctions } from "../build/functions.ts";

/** Lets `work` have a folder with the functions, built once with a configuration: what a rehearsal does takes longer than many hooks. */
export async function withBuiltFunctions<T>(configPath: string, work: (built: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), "built-"));
  try {
    await buildFunctions({ configPath, outDir: folder });
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
