import path from "node:path";
import {
  build,
  formatMessages,
  transform,
  type BuildFailure,
  type BuildOptions,
  type BuildResult,
  type Metafile,
} from "esbuild";
import { BuildError } from "./build-error.ts";
import { useConfiguration } from "./configuration-plugin.ts";

/** The repository, which every path in a message is relative to. */
export const ROOT = path.resolve(import.meta.dirname, "..");

/** What every bundle has in common, whatever its module format. */
export const BUNDLE_OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: "node",
  target: "node24",
  // The SDK's ES modules before its CommonJS: fewer bytes, and faster to load.
  mainFields: ["module", "main"],
  legalComments: "none",
  logLevel: "silent",
} as const satisfies BuildOptions;

/** The folder is named and never written. */
const IN_MEMORY = { outdir: path.join(ROOT, "dist"), write: false, metafile: true } as const;

/** One file of a bundle. */
export interface BundleFile {
  /** Relative to the bundle's folder, which has no folders in it. */
  readonly name: string;
  readonly code: string;
  /** Whether a cold start reads it; else it is loaded when it is needed. */
  readonly loadedAtStart: boolean;
}

/**
 * Bundles one function: `index.js`, and a file for each part that is loaded only when it is needed. Splitting is what
 * esbuild does for ES modules alone, and CommonJS is what loads fastest, so the one is translated into the other.
 * @param entry the function's source file
 * @param configPath absolute path of the configuration that takes the place of `hooks.config.ts`
 * @throws {BuildError}
 */
export async function bundleFunction(entry: string, configPath: string): Promise<readonly BundleFile[]> {
  const { outputFiles, metafile } = await bundleModules(entry, configPath);
  const atStart = loadedAtStart(metafile);
  return Promise.all(
    outputFiles.map(async (file) => {
      const name = path.basename(file.path);
      return { name, code: await translateToCommonJs(file.text), loadedAtStart: atStart.has(name) };
    }),
  );
}

async function bundleModules(entry: string, configPath: string): Promise<BuildResult<typeof IN_MEMORY>> {
  try {
    return await build({
      ...BUNDLE_OPTIONS,
      entryPoints: { index: entry },
      ...IN_MEMORY,
      format: "esm",
      splitting: true,
      minifySyntax: true,
      plugins: [useConfiguration(configPath)],
    });
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    const problems = await formatMessages(error.errors, { kind: "error" });
    throw new BuildError(`${path.relative(ROOT, entry)} cannot be bundled:\n\n${problems.join("\n").trim()}`, {
      cause: error,
    });
  }
}

async function translateToCommonJs(module: string): Promise<string> {
  const { code } = await transform(module, {
    format: "cjs",
    platform: BUNDLE_OPTIONS.platform,
    target: BUNDLE_OPTIONS.target,
    minify: true,
    // An import() takes the asynchronous way through Node's loader, where a require reads the file next to it at once.
    supported: { "dynamic-import": false },
    logLevel: "silent",
  });
  return code;
}

/** The names of `index.js`, of what it imports, and so on; what is imported inside of a function comes later. */
function loadedAtStart({ outputs }: Metafile): ReadonlySet<string> {
  const importsOf = new Map(
    Object.entries(outputs).map(([file, { imports }]) => {
      const atOnce = imports.filter(({ kind }) => kind === "import-statement");
      return [path.basename(file), atOnce.map((imported) => path.basename(imported.path))];
    }),
  );
  const loaded = new Set(["index.js"]);
  // A set's iteration meets what is added to it meanwhile.
  for (const name of loaded) for (const imported of importsOf.get(name) ?? []) loaded.add(imported);
  return loaded;
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}
