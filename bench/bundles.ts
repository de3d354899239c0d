import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { build, type BuildOptions } from "esbuild";
import { BUNDLE_OPTIONS, ROOT } from "../build/bundle.ts";
import { configurationPath } from "../build/configuration-path.ts";
import { buildFunctions } from "../build/functions.ts";
import { median, shown, type Figure, type Report } from "./figure.ts";

/** Fresh processes for each bundle: the median of fewer is not steady to a tenth. */
const RUNS = 15;

const FUNCTIONS = [
  "before-install",
  "after-install",
  "after-allow-test-traffic",
  "before-allow-traffic",
  "after-allow-traffic",
];

interface Format {
  readonly name: string;
  /** An expression that ends when the module is loaded. */
  readonly load: (file: string) => string;
  readonly build: (outDir: string) => Promise<void>;
}

/** The first is the one that is deployed. */
const FORMATS: readonly Format[] = [
  {
    name: "CommonJS, split",
    load: (file) => `require(${JSON.stringify(file)})`,
    build: async (outDir) => void (await buildFunctions({ configPath: configurationPath({}), outDir })),
  },
  {
    name: "CommonJS, one file",
    load: (file) => `require(${JSON.stringify(file)})`,
    build: (outDir) => buildDirectly(outDir, "commonjs", { format: "cjs" }),
  },
  {
    name: "ES modules, split",
    load: (file) => `await import(${JSON.stringify(file)})`,
    build: (outDir) => {
      const js = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';
      return buildDirectly(outDir, "module", { format: "esm", splitting: true, banner: { js } });
    },
  },
];

async function buildDirectly(outDir: string, type: string, options: BuildOptions): Promise<void> {
  await mkdir(outDir, { recursive: true });
  await writeFile(path.join(outDir, "package.json"), JSON.stringify({ type }));
  await Promise.all(
    FUNCTIONS.map((name) => {
      const entryPoints = { index: path.join(ROOT, "functions", `${name}.ts`) };
      return build({ ...BUNDLE_OPTIONS, ...options, minify: true, entryPoints, outdir: path.join(outDir, name) });
    }),
  );
}

/** Milliseconds that one fresh process takes to load a module. */
function timeLoad(expression: string): number {
  const script = `(async () => { const from = performance.now(); ${expression}; console.log(performance.now() - from); })()`;
  const env = { AWS_REGION: "eu-west-1", AWS_EC2_METADATA_DISABLED: "true" };
  return Number(execFileSync(process.execPath, ["--input-type=commonjs", "-e", script], { env, encoding: "utf8" }));
}

async function bytesIn(folder: string): Promise<number> {
  const stats = await Promise.all((await readdir(folder)).map((file) => stat(path.join(folder, file))));
  return stats.reduce((sum, { size }) => sum + size, 0);
}

/** The size of each bundle in each format and how long it takes to load, compared with what is deployed. */
export async function bundles(): Promise<Report> {
  const folder = await mkdtemp(path.join(tmpdir(), "bundles-"));
  const figures: Figure[] = [];
  try {
    const built = FORMATS.map((format, index) => ({ ...format, outDir: path.join(folder, String(index)) }));
    for (const format of built) await format.build(format.outDir);
    for (const name of FUNCTIONS) {
      console.error(`${name}: ${RUNS} fresh processes for each format`);
      const measured = built.map((format) => ({
        ...format,
        file: path.join(format.outDir, name, "index.js"),
        ms: [] as number[],
      }));
      // Format by format within a round: a slow moment of the machine meets all of them.
      for (let run = 0; run < RUNS; run += 1) for (const { load, file, ms } of measured) ms.push(timeLoad(load(file)));
      const deployed = median(measured[0]?.ms ?? []);
      for (const { name: format, file, ms } of measured) {
        const label = `${name}, ${format}`;
        figures.push(
          shown(`${label}: size`, (await bytesIn(path.dirname(file))) / 1000, "kB"),
          shown(`${label}: median time to load`, median(ms), "ms"),
          shown(`${label}: that, to the format that is deployed`, median(ms) / deployed, "1"),
        );
      }
    }
    return { bench: "bundles", figures };
  } finally {
    await rm(folder, { recursive: true });
  }
}
