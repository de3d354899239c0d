import { writeFile } from "node:fs/promises";
import { Command, InvalidArgumentError, Option } from "commander";
import { READERS } from "../../shared/migrations/history/readers.ts";
import {
  MANIFEST_LABEL,
  MANIFEST_VARIABLE,
  parseManifestLocation,
} from "../../shared/migrations/manifest/manifest-location.ts";
import type { Manifest } from "../../shared/migrations/manifest/manifest.ts";
import { ENGINES, TOOLS, type Engine, type Tool } from "../../shared/migrations/tool.ts";
import { createManifest } from "../manifest/create-manifest.ts";
import { inlineLocation, objectLocation } from "../manifest/write-location.ts";
import type { CommandLine } from "../command-line.ts";
import { UsageError } from "../usage-error.ts";

interface Options {
  readonly tool: Tool;
  readonly engine?: Engine;
  readonly release?: string;
  readonly table?: NonNullable<Manifest["table"]>;
  readonly output?: string;
  readonly inline?: true;
  readonly s3?: string;
}

/** ECS takes a task definition of at most 64 KiB, in which there is more than this (ECS developer guide, service quotas). */
const LARGEST_INLINE = 32 * 1024;

const EXAMPLES = `
A manifest says what green expects of its database. Make it where the image is built, from the migrations that go into it, and
put its place into the task definition: into the environment variable ${MANIFEST_VARIABLE}, or the docker label
${MANIFEST_LABEL}. Of each migration it says whether the version before it survives it; where no parser can
tell, say it in the migration's file, in comments:

  -- compatibility: contract        (or: expand)
  -- safe-after: 1.4.0              (of a contract: the release of blue from which on nothing breaks)
  -- reason: 1.4.0 no longer reads the column

Examples:
  hooks manifest migrations --tool node-pg-migrate --release 1.4.0 --inline
  hooks manifest db/migrate --tool rails --engine postgres --output m.json --s3 s3://shop-releases/1.4.0/migrations.json
  aws s3 cp m.json s3://shop-releases/1.4.0/migrations.json`;

/** `hooks manifest PATH` */
export function manifestCommand(line: CommandLine): Command {
  return new Command("manifest")
    .description(
      "Says what a release expects of its database: its migrations, and whether the release before survives them.",
    )
    .argument("<path>", "the folder of migrations; of liquibase the changelog, of sqitch the plan")
    .addOption(new Option("--tool <tool>", "what applies the migrations").choices(TOOLS).makeOptionMandatory())
    .addOption(new Option("--engine <engine>", "what they are applied to; mysql is MariaDB, too").choices(ENGINES))
    .addOption(
      new Option("--release <release>", "the release that ships these migrations, 1.4.0 or a commit").argParser(
        requireText,
      ),
    )
    .addOption(
      new Option("--table <[schema.]table>", "the history table, where it has a name of its own").argParser(readTable),
    )
    .option("--output <file>", "write the manifest there instead of to standard output")
    .option("--inline", "print the text for the task definition that is the manifest itself")
    .addOption(
      new Option(
        "--s3 <s3://bucket/key>",
        "print the text for the task definition that names this object and the manifest's digest",
      )
        .argParser(readObjectName)
        .conflicts("inline"),
    )
    .addHelpText("after", EXAMPLES)
    .action(async (path: string, options: Options) => {
      const { tool, release, table } = options;
      if (options.s3 !== undefined && options.output === undefined) {
        throw new UsageError("--s3: expected --output FILE with it: the file that is to be uploaded there");
      }
      const engine = engineOf(tool, options.engine);
      const manifest = await createManifest(
        { tool, path, engine, ...(release !== undefined && { release }), ...(table !== undefined && { table }) },
        line.signal,
      );
      await give(`${JSON.stringify(manifest, undefined, 2)}\n`, options, line);
      line.say(summary(manifest));
    });
}

async function give(json: string, { output, inline, s3 }: Options, line: CommandLine): Promise<void> {
  if (output !== undefined) await writeFile(output, json);
  if (s3 !== undefined) {
    line.print(objectLocation(s3, json));
  } else if (inline === true) {
    const location = inlineLocation(json);
    line.print(location);
    if (location.length > LARGEST_INLINE) {
      line.say(
        `That is ${location.length} characters, and a task definition has room for 65,536 in all: --s3 needs about 150.`,
      );
    }
  } else if (output === undefined) {
    line.print(json.trimEnd());
  }
}

/** `14 migrations: 11 expand, 2 warn, 1 unknown.` */
function summary({ migrations }: Manifest): string {
  const classes = Object.groupBy(migrations, ({ compatibility }) =>
    compatibility.declared === undefined ? compatibility.class : `declared ${compatibility.declared.class}`,
  );
  const counts = Object.entries(classes).map(([name, of]) => `${of.length} ${name}`);
  return `${migrations.length} migrations: ${counts.join(", ")}.`;
}

function engineOf(tool: Tool, given: Engine | undefined): Engine {
  const { engines } = READERS[tool];
  const [first, ...others] = engines;
  if (given !== undefined && engines.includes(given)) return given;
  if (given === undefined && first !== undefined && others.length === 0) return first;
  throw new UsageError(
    `--engine: expected one of ${engines.join(", ")}, which ${tool} works with, received ${given ?? "none"}`,
  );
}

function readTable(text: string): NonNullable<Manifest["table"]> {
  const [, schema, name] = /^(?:([^.]+)\.)?([^.]+)$/u.exec(text) ?? [];
  if (name === undefined) throw new InvalidArgumentError("expected table or schema.table");
  return { name, ...(schema !== undefined && { schema }) };
}

function requireText(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("expected some text, received none");
  return text;
}

function readObjectName(text: string): string {
  if (!text.startsWith("s3://")) throw new InvalidArgumentError("expected s3://bucket/key");
  if (text.includes("?"))
    throw new InvalidArgumentError("expected s3://bucket/key without parameters: the digest is added");
  try {
    parseManifestLocation(`${text}?sha256=${"0".repeat(64)}`, "--s3");
    return text;
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
