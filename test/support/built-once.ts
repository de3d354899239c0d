import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { buildFunctions } from "../../build/functions.ts";

/**
 * The folder of the functions, built when it is first asked for, once for all tests of the file that calls this at its top.
 * @param configure the path of the configuration they are built with; it may write one into the folder that it is given
 */
export function builtOnce(configure: (folder: string) => Promise<string> | string): () => Promise<string> {
  let folder: string | undefined;
  let built: Promise<string> | undefined;
  afterAll(async () => {
    if (folder !== undefined) await rm(folder, { recursive: true });
  });
  const build = async (): Promise<string> => {
    folder = await mkdtemp(path.join(tmpdir(), "built-"));
    const outDir = path.join(folder, "functions");
    await buildFunctions({ configPath: await configure(folder), outDir });
    return outDir;
  };
  return () => (built ??= build());
}
