import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { BUNDLE_OPTIONS } from "../../build/bundle.ts";
import { atMost, median, type Figure } from "../figure.ts";
import { output } from "./run-process.ts";

const TARGETS = [1, 10, 100, 1_000];
const AT_ONCE = 100;
const LATENCY_MS = 50;
/** Probes before the time counts: what is loaded and compiled on first use does not grow with the targets. */
const WARM = 300;
const RUNS = 3;

interface Run {
  readonly passed: number;
  readonly wallMs: number;
  readonly peakMb: number;
}

/** How time and memory grow with the targets, each in a fresh process that runs a bundle as it would be deployed. */
export async function measureManyTargets(port: string): Promise<readonly Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "many-targets-"));
  const outfile = path.join(folder, "many-targets.mjs");
  const banner = { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' };
  try {
    const entryPoints = [path.join(import.meta.dirname, "many-targets.ts")];
    await build({ ...BUNDLE_OPTIONS, format: "esm", supported: {}, minify: true, banner, entryPoints, outfile });
    const run = async (targets: number, atOnce: number, warm: number): Promise<Run> => {
      const args = [outfile, port, ...[targets, atOnce, warm].map(String)];
      const result = JSON.parse(await output(process.execPath, args)) as Run;
      if (result.passed !== targets) throw new Error(`${targets} targets: only ${result.passed} probes passed`);
      return result;
    };
    const figures: Figure[] = [];
    for (const targets of TARGETS) {
      const runs: number[] = [];
      for (let count = 0; count < RUNS; count += 1) runs.push((await run(targets, AT_ONCE, WARM)).wallMs);
      const ideal = Math.ceil(targets / AT_ONCE) * LATENCY_MS;
      const name = `wall time to the ideal, ${targets} targets, ${AT_ONCE} at once, ${LATENCY_MS} ms each`;
      figures.push(atMost(1.3, name, median(runs) / ideal, "1"));
    }
    const memory: number[] = [];
    for (let count = 0; count < RUNS; count += 1) memory.push((await run(1_000, 1_000, 0)).peakMb);
    return [...figures, atMost(128, "memory, 1000 targets at once", median(memory), "MB")];
  } finally {
    await rm(folder, { recursive: true });
  }
}
