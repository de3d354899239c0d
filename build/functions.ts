import { access, mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { BuildError } from "./build-error.ts";
import { bundleFunctions, ROOT, type BundleFile } from "./bundle.ts";
import { replaceFile, writeFolder } from "./write-folder.ts";

/** A function as it was built. */
export interface BuiltFunction {
  /** The name of its file in `functions/`: `before-install`. */
  readonly name: string;
  /** Relative to the output folder: `before-install/index.handler`. */
  readonly handler: string;
  /** All that is deployed. */
  readonly bytes: number;
  /** What a cold start reads of it; the rest is loaded when it is needed. */
  readonly loadedBytes: number;
}

export interface BuildFunctionsOptions {
  /** Absolute path of the configuration: `hooks.config.ts`, or another file that is like it. */
  readonly configPath: string;
  /** Absolute path of the folder that gets a folder for each function. */
  readonly outDir: string;
  /** A build that is aborted writes nothing more. */
  readonly signal?: AbortSignal;
}

/**
 * Builds every function of `functions/`.
 * @throws {BuildError} where the configuration does not exist, or something cannot be bundled
 */
export async function buildFunctions(options: BuildFunctionsOptions): Promise<readonly BuiltFunction[]> {
  const { configPath, outDir, signal } = options;
  await requireConfiguration(configPath);
  const sources = (await readdir(path.join(ROOT, "functions"))).filter((file) => file.endsWith(".ts"));
  const bundles = await bundleFunctions(sources.map((source) => path.basename(source, ".ts")).toSorted(), configPath);
  signal?.throwIfAborted();
  await mkdir(outDir, { recursive: true });
  // The repository's own package.json says "module"; the files here are CommonJS.
  await replaceFile(path.join(outDir, "package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);
  const functions = [...bundles];
  await Promise.all(
    functions.map(([name, files]) => {
      return writeFolder(path.join(outDir, name), new Map(files.map((file) => [file.name, file.code])));
    }),
  );
  return functions.map(([name, files]) => {
    const loaded = files.filter(({ loadedAtStart }) => loadedAtStart);
    return { name, handler: `${name}/index.handler`, bytes: sizeOf(files), loadedBytes: sizeOf(loaded) };
  });
}

/** @throws {BuildError} where it does not exist */
export async function requireConfiguration(configPath: string): Promise<void> {
  try {
    await access(configPath);
  } catch (error) {
    throw new BuildError(
      `${configPath} does not exist: expected the hooks' configuration. Without HOOKS_CONFIG it is hooks.config.ts`,
      { cause: error },
    );
  }
}

function sizeOf(files: readonly BundleFile[]): number {
  return files.reduce((sum, { code }) => sum + Buffer.byteLength(code), 0);
}
