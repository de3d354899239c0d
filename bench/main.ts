import { Argument, Command, CommanderError, Option } from "commander";
import { bundles } from "./bundles.ts";
import { deployments } from "./deployments/deployments.ts";
import type { Report } from "./figure.ts";
import { printTable } from "./print-report.ts";
import { harm, type HarmOptions } from "./harm/harm.ts";
import { STYLES } from "./harm/style.ts";
import { KINDS } from "./harm/version.ts";
import { migrations } from "./migrations/migrations.ts";
import { probes } from "./probes/probes.ts";
import { verdict } from "./verdict/verdict.ts";

/** Benchmarks by name. What they note while they run goes to standard error. */
const BENCHMARKS: Readonly<Record<string, (options: HarmOptions) => Promise<Report>>> = {
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
    .addOption(new Option("--kind <kind>", "harm: versions of this kind alone").choices(KINDS))
    .addOption(new Option("--gate <gate>", "harm: by this gate alone").choices(STYLES.map(({ name }) => name)))
    .exitOverride();
  try {
    program.parse();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const name = program.processedArgs[0] as string;
  const { json, ...options } = program.opts<HarmOptions & { json: boolean }>();
  if (name !== "harm" && Object.keys(options).length > 0) {
    console.error(`error: --kind and --gate are options of harm, not of ${name}`);
    return 2;
  }
  const report = await BENCHMARKS[name]?.(options);
  if (report) console.log(json ? JSON.stringify(report, undefined, 2) : printTable(report));
  return 0;
}

process.exitCode = await main();
