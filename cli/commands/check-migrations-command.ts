import { access } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Command } from "commander";
import { loadConfiguration, type LoadModule } from "../../shared/configuration/load-configuration.ts";
import { migrationProblems, parseMigrations } from "../../shared/configuration/parse-migrations.ts";
import { observeHistory, type HistorySettings } from "../../shared/checks/migrations/observe-history.ts";
import { describeError } from "../../shared/hook/describe-error.ts";
import { pause } from "../../shared/deployment/pause.ts";
import { createRdsToken } from "../../shared/deployment/rds-token.ts";
import { rememberSecrets } from "../../shared/deployment/remember-secrets.ts";
import { createRuntime } from "../../shared/hook/runtime.ts";
import { checkMigrations, isOnlyPending, type MigrationVerdict } from "../../shared/migrations/check-migrations.ts";
import type { EndingCommandLine } from "../command-line.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { CouldNotTell } from "../could-not-tell.ts";
import { loadManifest, MANIFEST_SOURCES } from "../manifest/load-manifest.ts";

interface Options {
  readonly manifest: string;
  readonly blue?: string;
  readonly config: string;
  readonly database?: string;
  readonly json?: true;
}

const EXAMPLES = `
The same question as BeforeInstall asks, from a laptop or a pipeline: are the migrations that a release expects applied, and does
the release before it survive them? The database is the one that hooks.config.ts names, and is only read.

Exit code: 0 ready; 10 migrations are pending, and nothing else is wrong; 20 one failed, is locked, differs from what was applied,
or breaks the release before; 30 it could not be told; 2 bad usage.

Examples:
  hooks manifest migrations --tool dbmate --engine postgres --output green.json
  hooks migrations check --manifest green.json --blue arn:aws:ecs:eu-west-1:123456789012:task-definition/shop:41
  DATABASE_URL=postgres://reader:secret@db.internal/shop hooks migrations check --manifest green.json --database env:DATABASE_URL`;

/** `hooks migrations check` */
export function checkMigrationsCommand(line: EndingCommandLine): Command {
  return new Command("check")
    .description("Are the migrations that a release expects applied, and does the release before it survive them?")
    .requiredOption("--manifest <manifest>", `the release's: ${MANIFEST_SOURCES}`)
    .option(
      "--blue <manifest>",
      "of the release that serves now, likewise; without it, nothing is said of what breaks it",
    )
    .option("--config <file>", "the configuration that says where the database is, and the policies", "hooks.config.ts")
    .option("--database <secret>", "the name of the secret that says where the database is, instead: env:DATABASE_URL")
    .option("--json", "print the verdict as one JSON document")
    .addHelpText("after", EXAMPLES)
    .action(async (options: Options) => {
      const verdict = await check(options, line).catch((error: unknown) => couldNotTell(error, options, line));
      if (options.json === true) line.print(JSON.stringify(document(verdict), undefined, 2));
      else line.print(describe(verdict));
      line.end(exitCodeOf(verdict));
    });
}

/** A program that asked for JSON gets it here, too. */
function couldNotTell(error: unknown, { json }: Options, line: EndingCommandLine): MigrationVerdict {
  if (json !== true) throw error;
  line.say(`hooks: ${describeError(error)}`);
  return { outcome: "unclear", findings: [], reason: describeError(error) };
}

async function check(options: Options, { signal, say }: EndingCommandLine): Promise<MigrationVerdict> {
  const settings = await settingsOf(options);
  const { clients, environment } = createRuntime();
  const green = await loadManifest(options.manifest, "--manifest", clients, signal);
  const blue =
    options.blue === undefined
      ? { problem: "give blue's manifest by --blue" }
      : await loadManifest(options.blue, "--blue", clients, signal);
  const secrets = rememberSecrets({ clients, environment }, signal);
  const ports = { secrets, rdsToken: createRdsToken.bind(undefined, clients) };
  return checkMigrations(
    {
      green,
      blue,
      observe: (within) => observeHistory(settings, { green, blue }, ports, within),
      policies: settings.policies,
      waitMs: settings.wait,
    },
    { now: () => new Date(), pause: sayOnce(say, settings.wait) },
    signal,
  );
}

/** A minute without a word looks like a command that hangs. */
function sayOnce(say: (text: string) => void, waitMs: number): typeof pause {
  let said = false;
  return (ms, signal) => {
    if (!said)
      say(`A run of the migration tool is not over, or its lock is held: looking again for up to ${waitMs / 1000} s.`);
    said = true;
    return pause(ms, signal);
  };
}

/**
 * Where the database is, and the policies: the option says the one, and leaves the other to the configuration.
 * @throws {ConfigurationError} @throws {CouldNotTell} where the configuration does not say where a history is to be read
 */
async function settingsOf({ config, database }: Options): Promise<HistorySettings> {
  const file = path.resolve(config);
  await access(file).catch((error: unknown) => {
    throw new CouldNotTell(`--config: expected a configuration, and ${file} cannot be read`, { cause: error });
  });
  const load: LoadModule = () => import(pathToFileURL(file).href);
  const { migrations } = await loadConfiguration(load, migrationProblems);
  const own = migrations === undefined ? undefined : parseMigrations(migrations);
  if (database !== undefined) {
    const others = own === undefined || "none" in own ? {} : { policies: own.policies };
    const parsed = parseMigrations({ database, ...others });
    if ("wait" in parsed) return { ...parsed, ...(own !== undefined && "wait" in own && { wait: own.wait }) };
  }
  if (own !== undefined && "wait" in own) return own;
  const way =
    own === undefined
      ? "says nothing of migrations"
      : "none" in own
        ? "says that there is nothing to migrate"
        : "has a command run in a task of green's, which only a deployment has";
  throw new CouldNotTell(`${file} ${way}: expected a database or an endpoint, there or by --database`);
}

function exitCodeOf(verdict: MigrationVerdict): ExitCode {
  if (verdict.outcome === "passed") return EXIT.ready;
  if (verdict.outcome === "unclear") return EXIT.couldNotTell;
  return isOnlyPending(verdict) ? EXIT.pending : EXIT.notReady;
}

function describe({ outcome, findings }: MigrationVerdict): string {
  const lines = findings.map(({ standing, effect, sentence }) => `${MARKS[effect]} ${standing}: ${sentence}`);
  return [...lines, outcome === "passed" ? "ready" : outcome === "failed" ? "not ready" : "could not tell"].join("\n");
}

const MARKS = { none: "ok", warn: "warning", wait: "failed", fail: "failed", unclear: "unclear" } as const;

function document(verdict: MigrationVerdict): object {
  return { ...verdict, exitCode: exitCodeOf(verdict) };
}
