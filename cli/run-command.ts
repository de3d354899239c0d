import { Command, CommanderError } from "commander";
import { escapeUnsafe } from "../shared/probe/printable.ts";
import { describeError } from "../shared/hook/describe-error.ts";
import type { CommandLine, EndingCommandLine } from "./command-line.ts";
import { checkMigrationsCommand } from "./commands/check-migrations-command.ts";
import { manifestCommand } from "./commands/manifest-command.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { MigrationFolderError } from "./manifest/migration-folder-error.ts";
import { UsageError } from "./usage-error.ts";
import { ManifestError } from "../shared/migrations/manifest/manifest-error.ts";

const EXAMPLES = `
Examples:
  hooks manifest migrations --tool node-pg-migrate --release 1.4.0 --inline
  hooks migrations check --manifest green.json --database env:DATABASE_URL

hooks manifest --help and hooks migrations check --help have more.`;

/** Runs the `hooks` command. Never rejects. */
export async function runCommand(argv: readonly string[], line: CommandLine): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.ready;
  const ending: EndingCommandLine = { ...line, end: (code) => void (exitCode = code) };
  try {
    await createProgram(ending).parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ready : EXIT.usage;
    line.say(`hooks: ${explain(error)}`);
    if (error instanceof UsageError) return EXIT.usage;
    return argv[0] === "migrations" ? EXIT.couldNotTell : EXIT.failed;
  }
}

/** Every command of it writes to `line`, and throws in the place of ending the process. */
function createProgram(line: EndingCommandLine): Command {
  const migrations = new Command("migrations").description("What a database has of its migrations.");
  const program = new Command("hooks")
    .description("What a pipeline does before a deployment, and what a person asks beside it.")
    .addHelpText("after", EXAMPLES);
  const commands = [program, migrations, manifestCommand(line), checkMigrationsCommand(line)] as const;
  for (const command of commands) {
    command
      .exitOverride()
      .allowExcessArguments(false)
      .configureOutput({ writeOut: (text) => line.print(text.trimEnd()), writeErr: (text) => line.say(text.trimEnd()) })
      .showHelpAfterError("(--help shows how to use it)");
  }
  const [, , manifest, check] = commands;
  return program.addCommand(manifest).addCommand(migrations.addCommand(check));
}

/** What names every problem by itself needs no more words, and no chain of causes. */
function explain(error: unknown): string {
  if (error instanceof MigrationFolderError || error instanceof ManifestError || error instanceof UsageError) {
    // Names of files are anybody's, and each line of it is one of its own.
    return error.message.split("\n").map(escapeUnsafe).join("\n");
  }
  const described = describeError(error);
  // The name of a class says nothing to a person.
  const name = error instanceof Error ? `${error.name}: ` : "";
  return described.startsWith(name) ? described.slice(name.length) : described;
}
