import { main as bundles } from "./bundles.ts";

/** Benchmarks by name: each prints its figures, and says how they were measured. */
const BENCHMARKS: Readonly<Record<string, () => Promise<void>>> = { bundles };

const [name = ""] = process.argv.slice(2);
const benchmark = BENCHMARKS[name];
if (benchmark) {
  await benchmark();
} else {
  console.error(`usage: npm run bench -- ${Object.keys(BENCHMARKS).join(" | ")}`);
  process.exitCode = 2;
}
