import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { build, type BuildOptions } from "esbuild";
import { BUNDLE_OPTIONS, ROOT } from "../build/bundle.ts";
import { configurationPath } from "../build/configuration-path.ts";
import { buildFunctions } from "../build/functions.ts";

/** Fresh processes for each bundle: the median of fewer is not steady to a tenth. */
const RUNS = 15;

interface Format {
  readonly name: string;
  /** How a module of it is loaded: the expression ends when it is. */
  readonly load: (file: string) => string;
  readonly build: (outDir: string) => Promise<void>;
}

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
  const entryPoints = FUNCTIONS.map((name) => ({
    in: path.join(ROOT, "functions", `${name}.ts`),
    out: `${name}/index`,
  }));
  await build({ ...BUNDLE_OPTIONS, ...options, minify: true, outdir: outDir, entryPoints });
}

const FUNCTIONS = [
  "before-install",
  "after-install",
  "after-allow-test-traffic",
  "before-allow-traffic",
  "after-allow-traffic",
];

/** Milliseconds that one fresh process takes to load a module. */
function timeLoad(expression: string): number {
  const script = `(async () => { const from = performance.now(); ${expression}; console.log(performance.now() - from); })()`;
  const env = { AWS_REGION: "eu-west-1", AWS_EC2_METADATA_DISABLED: "true" };
  return Number(execFileSync(process.execPath, ["--input-type=commonjs", "-e", script], { env, encoding: "utf8" }));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Prints how long each format of each bundle takes to load, compared with the format that is deployed. */
export async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "bundles-"));
  try {
    const built = FORMATS.map((format, index) => ({ format, outDir: path.join(folder, String(index)) }));
    for (const { format, outDir } of built) await format.build(outDir);
    console.log(`Median time to load a bundle in ${RUNS} fresh processes, and as a ratio to the first format:\n`);
    for (const name of FUNCTIONS) {
      const times = built.map(({ format, outDir }) => {
        return { format, expression: format.load(path.join(outDir, name, "index.js")), ms: [] as number[] };
      });
      // Format by format within a round: a slow moment of the machine meets all of them.
      for (let run = 0; run < RUNS; run += 1) for (const { expression, ms } of times) ms.push(timeLoad(expression));
      const base = median(times[0]?.ms ?? []);
      const columns = times.map(({ format, ms }) => {
        return `${format.name} ${median(ms).toFixed(0)} ms (${(median(ms) / base).toFixed(2)})`;
      });
      console.log(`${name.padEnd(24)} ${columns.join("   ")}`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (import.meta.main) await main();
