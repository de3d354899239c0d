import { BuildError } from "../build/build-error.ts";
import { configurationPath } from "../build/configuration-path.ts";
import { describeError } from "../shared/hook/describe-error.ts";
import { Interruption } from "./interruption.ts";
import { createNarrator } from "./narrator.ts";
import { HelpShown, parseOptions, UsageError, type RehearsalOptions } from "./options.ts";
import { rehearse } from "./rehearse.ts";
import { watchOutput } from "./watch-output.ts";
import { watchStarter } from "./watch-starter.ts";

const EXIT = { succeeded: 0, failed: 1, usage: 2, couldNotRun: 3, interrupted: 130 } as const;

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  const interruption = new AbortController();
  const streams = { "standard output": process.stdout, "standard error": process.stderr };
  const output = watchOutput(streams, (failure) => interruption.abort(failure));
  const exitCode = await run(argv, interruption);
  await output.flush();
  // A result that nobody could be told is none.
  const isResult = exitCode === EXIT.succeeded || exitCode === EXIT.failed;
  return isResult && output.failure() ? EXIT.couldNotRun : exitCode;
}

async function run(argv: readonly string[], interruption: AbortController): Promise<number> {
  const options = readOptions(argv);
  if (typeof options === "number") return options;
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => interruption.abort(new Interruption(`interrupted by ${name}`)));
  }
  // A shell may start this in the background and end; npm waits for the script that it runs.
  if (process.env["npm_lifecycle_event"] === "rehearse") {
    watchStarter(() => interruption.abort(new Interruption("interrupted by the end of the npm that started it")));
  }
  const narrator = createNarrator(options.json ? process.stderr : process.stdout);
  try {
    const cwd = process.env["INIT_CWD"] ?? process.cwd();
    // As for a build: whoever names a configuration means that one, for the sample, too.
    const configuration = process.env["HOOKS_CONFIG"] ? { ownConfiguration: configurationPath(process.env) } : {};
    const surroundings = { host: inheritable(process.env), cwd, narrator, ...configuration };
    const result = await rehearse(options, surroundings, interruption.signal);
    if (options.json) process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
    return result.deployment.status === "Succeeded" ? EXIT.succeeded : EXIT.failed;
  } catch (error) {
    const thrown: unknown = interruption.signal.aborted ? interruption.signal.reason : error;
    const isInterruption = thrown instanceof Interruption;
    process.stderr.write(
      `The rehearsal ${isInterruption ? `was ${thrown.message}` : `could not run: ${reasonOf(thrown)}`}\n`,
    );
    return isInterruption ? EXIT.interrupted : EXIT.couldNotRun;
  }
}

/** What the bundler says names every problem already; its cause says the same again. */
function reasonOf(error: unknown): string {
  return error instanceof BuildError ? error.message : describeError(error);
}

function readOptions(argv: readonly string[]): RehearsalOptions | number {
  try {
    return parseOptions(argv);
  } catch (error) {
    if (error instanceof HelpShown) return EXIT.succeeded;
    if (!(error instanceof UsageError)) throw error;
    if (error.message !== "") process.stderr.write(`${error.message}\n`);
    return EXIT.usage;
  }
}

/** What a task may see of this machine: not the user's AWS credentials, and not what npm says of this package. */
function inheritable(environment: NodeJS.ProcessEnv): Record<string, string> {
  const pairs = Object.entries(environment).filter(([name]) => !/^(AWS_|npm_|INIT_CWD$|NODE_OPTIONS$)/i.test(name));
  return Object.fromEntries(pairs.map(([name, value]) => [name, value ?? ""]));
}
