import { describeError } from "../shared/hook/describe-error.ts";
import { createNarrator } from "./narrator.ts";
import { HelpShown, parseOptions, UsageError, type RehearsalOptions } from "./options.ts";
import { rehearse } from "./rehearse.ts";

const EXIT = { succeeded: 0, failed: 1, usage: 2, couldNotRun: 3, interrupted: 130 } as const;

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  if (typeof options === "number") return options;
  const interruption = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => interruption.abort(new Error(`interrupted by ${name}`)));
  }
  const narrator = createNarrator(options.json ? process.stderr : process.stdout);
  try {
    const cwd = process.env["INIT_CWD"] ?? process.cwd();
    const surroundings = { host: inheritable(process.env), cwd, narrator };
    const result = await rehearse(options, surroundings, interruption.signal);
    if (options.json) process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
    return result.deployment.status === "Succeeded" ? EXIT.succeeded : EXIT.failed;
  } catch (error) {
    const interrupted = interruption.signal.aborted;
    process.stderr.write(
      `The rehearsal ${interrupted ? "was" : "could not run:"} ${describeError(interrupted ? interruption.signal.reason : error)}\n`,
    );
    return interrupted ? EXIT.interrupted : EXIT.couldNotRun;
  }
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
