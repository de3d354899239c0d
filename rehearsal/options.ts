import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { HOOK_EVENTS, type HookEvent } from "../shared/deployment/lifecycle-event.ts";
import {
  addDeploymentOptions,
  readDeploymentOptions,
  type DeploymentOptions,
  type ParsedDeployment,
} from "./deployment-options.ts";
import { FAULT_FORMS, isMigrationFault, parseFault, type Fault } from "./fault.ts";
import { parseTaskVariable, type TaskVariable } from "./task-variable.ts";
import { wholeNumber } from "./whole-number.ts";

/** What a user asked for. */
export interface RehearsalOptions extends DeploymentOptions {
  readonly greenFault: Fault | undefined;
  readonly tasks: number;
  /** A shell command for each task of blue; undefined for the sample service. */
  readonly blue: string | undefined;
  readonly green: string | undefined;
  /** Environment variables of blue's task definition, beside those that the sample service has. */
  readonly blueEnv: readonly TaskVariable[];
  readonly greenEnv: readonly TaskVariable[];
  /** What the migration check runs; `none` says that there is nothing to migrate; undefined leaves it to the sample. */
  readonly migrations: string | undefined;
  /** The health check's path; undefined to find it out. */
  readonly healthPath: string | undefined;
  /** A JSON file of the secrets that flows read; undefined for none. */
  readonly secrets: string | undefined;
  /** Customers' requests a second; 0 for none. */
  readonly customers: number;
  readonly timeScale: number;
  readonly json: boolean;
  /** The port of the AWS endpoints; 0 for any. */
  readonly serve: number;
  readonly hold: HookEvent | undefined;
}

/** The arguments cannot be understood, or contradict each other. Its message has been shown, or is to be. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Help was asked for, and shown. */
export class HelpShown extends Error {
  override readonly name = "HelpShown";
}

interface Parsed extends ParsedDeployment {
  readonly greenFault?: Fault;
  readonly tasks: number;
  readonly blue?: string;
  readonly green?: string;
  readonly blueEnv?: readonly TaskVariable[];
  readonly greenEnv?: readonly TaskVariable[];
  readonly migrations?: string;
  readonly healthPath?: string;
  readonly secrets?: string;
  readonly customers: number;
  readonly timeScale: number;
  readonly json?: true;
  readonly serve?: number;
  readonly hold?: HookEvent;
}

const EXAMPLES = `
Examples:
  npm run rehearse -- --green-fault error-rate=0.05
  npm run rehearse -- --green 'python3 -m http.server --bind $HOST $PORT'
  npm run --silent rehearse -- --json > result.json
  npm run rehearse -- --serve 4566 --hold AfterAllowTestTraffic
  npm run rehearse -- --deployment-config canary:10:5 --alarm shop-5xx=ALARM@AllowTraffic+30s

Exit code: 0 the deployment succeeded, 1 it failed or was stopped, 2 bad usage, 3 the rehearsal itself could not run or could not say
what it found, 130 it was interrupted (by SIGINT, SIGTERM or SIGHUP, or by the end of the npm that started it).`;

/** The path, and a query where there is one, as a request's first line may carry them. */
const REQUEST_PATH = /^\/[!"$-~]{0,1023}$/;

/** @throws {UsageError} @throws {HelpShown} */
export function parseOptions(argv: readonly string[]): RehearsalOptions {
  const command = new Command("npm run rehearse --")
    .description("Deploys a new version of a running service on this machine, blue to green, through all five hooks.")
    .addOption(new Option("--green-fault <fault>", `what is wrong with green: ${FAULT_FORMS}`).argParser(requireFault))
    .addOption(new Option("--tasks <n>", "tasks of each colour, 1 to 50").default(3).argParser(wholeNumber(1, 50)))
    .addOption(
      new Option(
        "--blue <command>",
        "what each task of blue runs; it gets HOST and PORT (default: the sample service, or --green)",
      ).argParser(requireCommand),
    )
    .addOption(
      new Option(
        "--green <command>",
        "what each task of green runs (default: the sample service, or --blue)",
      ).argParser(requireCommand),
    )
    .addOption(
      new Option("--blue-env <KEY=VALUE>", "a variable of blue's task definition; repeatable").argParser(addVariable),
    )
    .addOption(
      new Option("--green-env <KEY=VALUE>", "a variable of green's task definition; repeatable").argParser(addVariable),
    )
    .addOption(
      new Option(
        "--migrations <command|none>",
        "what the migration check runs (default: the sample's own; none with --green)",
      ).argParser(requireCommand),
    )
    .addOption(
      new Option(
        "--health-path <path>",
        "path of the health check (default: /health, or / where blue does not answer there)",
      ).argParser(requirePath),
    )
    .option("--secrets <file>", 'the secrets that flows read: JSON such as { "ssm:/shop/token": "…" }')
    .addOption(
      new Option("--customers <n>", "customers' requests a second, 0 (none) to 500")
        .default(50)
        .argParser(wholeNumber(0, 500)),
    )
    .addOption(
      new Option("--time-scale <n>", "seconds of deployment time a second, 1 to 600").default(60).argParser(scale),
    )
    .option("--json", "print one JSON document, and progress on standard error")
    .addOption(
      new Option("--serve <port>", "port of the local AWS endpoints (default: any)").argParser(wholeNumber(1, 65_535)),
    )
    .addOption(
      new Option("--hold <event>", "do not call this event's function: wait for somebody else's report").choices(
        HOOK_EVENTS,
      ),
    )
    .allowExcessArguments(false)
    .showHelpAfterError("(npm run rehearse -- --help shows how to use it)")
    .addHelpText("after", EXAMPLES)
    .exitOverride();
  const parsed = parse(addDeploymentOptions(command), argv);
  const options: RehearsalOptions = {
    greenFault: parsed.greenFault,
    tasks: parsed.tasks,
    // A user who names one command rehearses that service against itself.
    blue: parsed.blue ?? parsed.green,
    green: parsed.green ?? parsed.blue,
    blueEnv: parsed.blueEnv ?? [],
    greenEnv: parsed.greenEnv ?? [],
    migrations: parsed.migrations,
    healthPath: parsed.healthPath,
    secrets: parsed.secrets,
    customers: parsed.customers,
    timeScale: parsed.timeScale,
    json: parsed.json ?? false,
    serve: parsed.serve ?? 0,
    hold: parsed.hold,
    ...readDeploymentOptions(parsed),
  };
  const problems = contradictions(options);
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return options;
}

function parse(command: Command, argv: readonly string[]): Parsed {
  try {
    return command.parse(argv, { from: "user" }).opts<Parsed>();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) throw new HelpShown(error.message, { cause: error });
    throw new UsageError("", { cause: error });
  }
}

function contradictions({ greenFault, green, migrations, hold, serve }: RehearsalOptions): readonly string[] {
  return [
    ...(greenFault && green !== undefined
      ? ["--green-fault: expected the sample service, which knows how to be faulty; leave out --green and --blue"]
      : []),
    ...(greenFault && isMigrationFault(greenFault.kind) && migrations !== undefined
      ? [`--green-fault ${greenFault.kind}: expected the sample's own migrations; leave out --migrations`]
      : []),
    ...(hold !== undefined && serve === 0
      ? ["--hold: expected --serve PORT with it, so that the function can be pointed there"]
      : []),
  ];
}

function requireFault(text: string): Fault {
  const fault = parseFault(text);
  if (!fault) throw new InvalidArgumentError(`expected one of ${FAULT_FORMS}`);
  return fault;
}

function requireCommand(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("expected a command, received none");
  return text;
}

function requirePath(text: string): string {
  if (REQUEST_PATH.test(text)) return text;
  throw new InvalidArgumentError(
    `expected a path that begins with "/", in printable ASCII without spaces and "#", received ${JSON.stringify(text)}`,
  );
}

function addVariable(text: string, before: readonly TaskVariable[] = []): readonly TaskVariable[] {
  const variable = parseTaskVariable(text);
  if (typeof variable === "string") throw new InvalidArgumentError(variable);
  const [name] = variable;
  if (before.some(([other]) => other === name)) throw new InvalidArgumentError(`${name} is set more than once`);
  return [...before, variable];
}

function scale(text: string): number {
  const number = Number(text);
  if (number >= 1 && number <= 600) return number;
  throw new InvalidArgumentError("expected a number from 1 to 600");
}
