import path from "node:path";
import {
  build,
  formatMessages,
  transform,
  type BuildFailure,
  type BuildOptions,
  type BuildResult,
  type Message,
} from "esbuild";
import { BuildError } from "./build-error.ts";
import { useConfiguration } from "./configuration-plugin.ts";
import { readModuleGraph } from "./module-graph.ts";

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
  // CommonJS has none. Said here, it is an error with its place in the file that it is written in.
  supported: { "top-level-await": false },
  logLevel: "silent",
} as const satisfies BuildOptions;

/** The folder is named and never written. */
const IN_MEMORY = { outdir: path.join(ROOT, "dist"), write: false, metafile: true } as const;

/** One file of a bundle. */
export interface BundleFile {
  /** Within the bundle's folder, which has no folders in it. */
  readonly name: string;
  readonly code: string;
  /** Whether a cold start reads it; else it is loaded when it is needed. */
  readonly loadedAtStart: boolean;
}

/**
 * The functions that need far more than the others. They are built apart: functions that are built together carry, of a
 * package that they share, whatever any of them uses.
 */
const APART: ReadonlySet<string> = new Set(["before-install"]);

/**
 * Bundles functions, each by itself: `index.js`, and a file for each part that is loaded only when it is needed. Splitting is
 * what esbuild does for ES modules alone, and CommonJS is what loads fastest, so the one is translated into the other.
 * @param names of files in `functions/`, without `.ts`
 * @param configPath absolute path of the configuration that takes the place of `hooks.config.ts`
 * @throws {BuildError}
 */
export async function bundleFunctions(
  names: readonly string[],
  configPath: string,
): Promise<ReadonlyMap<string, readonly BundleFile[]>> {
  const together = names.filter((name) => !APART.has(name));
  const groups = [together, ...names.filter((name) => APART.has(name)).map((name) => [name])];
  const bundles = await Promise.all(groups.map((group) => bundleTogether(group, configPath)));
  return new Map(bundles.flat());
}

type NamedBundle = readonly [name: string, files: readonly BundleFile[]];

async function bundleTogether(names: readonly string[], configPath: string): Promise<readonly NamedBundle[]> {
  const { outputFiles, metafile } = await bundleModules(names, configPath);
  const graph = readModuleGraph(metafile);
  const code = new Map<string, string>();
  await Promise.all(
    outputFiles.map(async (file) => void code.set(path.basename(file.path), await translateToCommonJs(file.text))),
  );
  const bundleOf = (entry: string): readonly BundleFile[] => {
    const loadedAtStart = graph.loadedWith(entry);
    return [...graph.reachableFrom(entry)].map((file) => {
      const name = file === entry ? "index.js" : file;
      return { name, code: code.get(file) ?? "", loadedAtStart: loadedAtStart.has(file) };
    });
  };
  return names.map((name) => [name, bundleOf(`${name}.js`)] as const);
}

/**
 * Bundles what loads a configuration and reports on it, into one CommonJS file.
 * @param configPath absolute
 * @throws {BuildError}
 */
export async function bundleReporter(configPath: string): Promise<string> {
  const { outputFiles } = await bundle({
    entryPoints: [path.join(ROOT, "build/report-configuration.ts")],
    format: "cjs",
    plugins: [useConfiguration(configPath)],
  });
  return outputFiles.map(({ text }) => text).join("\n");
}

function bundleModules(names: readonly string[], configPath: string): Promise<BuildResult<typeof IN_MEMORY>> {
  return bundle({
    entryPoints: names.map((name) => path.join(ROOT, "functions", `${name}.ts`)),
    format: "esm",
    splitting: true,
    minifySyntax: true,
    plugins: [useConfiguration(configPath)],
  });
}

async function bundle(options: BuildOptions): Promise<BuildResult<typeof IN_MEMORY>> {
  try {
    return await build({ ...options, ...BUNDLE_OPTIONS, ...IN_MEMORY });
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    const problems = await formatMessages(error.errors.map(explain), { kind: "error" });
    throw new BuildError(`The functions cannot be bundled:\n\n${problems.join("\n").trim()}`, { cause: error });
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

/** What esbuild says of it speaks of a target that nobody here has chosen. */
function explain(message: Message): Message {
  return message.text.startsWith("Top-level await")
    ? {
        ...message,
        text: "Expected no `await` outside of a function: the functions are CommonJS, which waits for nothing",
      }
    : message;
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}
