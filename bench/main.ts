import { Argument, Command, CommanderError } from "commander";
import { bundles } from "./bundles.ts";
import { deployments } from "./deployments/deployments.ts";
import type { Report } from "./figure.ts";
import { printTable } from "./print-report.ts";
import { harm } from "./harm/harm.ts";
import { migrations } from "./migrations/migrations.ts";
import { probes } from "./probes/probes.ts";
import { verdict } from "./verdict/verdict.ts";

/** Benchmarks by name. What they note while they run goes to standard error. */
const BENCHMARKS: Readonly<Record<string, () => Promise<Report>>> = {
  bundles,
  deployments,
  harm,
  migrations,
  probes,
  verdict,
};

async function main(): Promise<number> {
  const program = new Command("npm run bench --")
    .description("Measures, and prints a table. Ends with 0 whether or not a goal is met.")
    .addArgument(new Argument("<benchmark>", "what to measure").choices(Object.keys(BENCHMARKS)))
    .option("--json", "print one document instead", false)
    .exitOverride();
  try {
    program.parse();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const report = await BENCHMARKS[program.processedArgs[0] as string]?.();
  if (report)
    console.log(program.opts<{ json: boolean }>().json ? JSON.stringify(report, undefined, 2) : printTable(report));
  return 0;
}

process.exitCode = await main();
