import type { Engine, Tool } from "../../../shared/migrations/tool.ts";
import type { Manifest } from "../../../shared/migrations/manifest/manifest.ts";
import type { Standing } from "../../../shared/migrations/verdict/migration-finding.ts";
import type { TestDatabase } from "../support/test-database.ts";
import type { TestMigration } from "./test-migration.ts";

/** How a project of a real migration tool is written and run. */
export interface ToolDriver {
  /** The tool as it is run: `umzug`, where `tool` is `sequelize`. */
  readonly name: string;
  readonly tool: Tool;
  readonly engines: readonly Engine[];
  /** What the machine must have, where npm does not bring it. */
  readonly needs?: ToolNeed;
  /** What `hooks manifest` is given, relative to the project. */
  readonly path: string;
  /** A migration's, in the manifest and in the history. */
  readonly id: (migration: TestMigration) => string;
  /** The files of a project that has these migrations, all but what is in `node_modules`. */
  readonly files: (migrations: readonly TestMigration[], database: TestDatabase) => Readonly<Record<string, string>>;
  /** Applies all that is pending; run in the project's folder. */
  readonly up: (database: TestDatabase) => ToolCommand;
  /** The history table, where the manifest must name it. */
  readonly table?: (database: TestDatabase) => NonNullable<Manifest["table"]> | undefined;
  /** What is found of a migration that failed, and of one that was killed. Default: that it is pending. */
  readonly marks?: { readonly failed?: Standing; readonly killed?: Standing };
  /** Its migrations follow one another by name, and their order is no matter of numbers. */
  readonly isGraph?: boolean;
  /** What is found where green lacks the last migration. Default: that the database is ahead, and the rest applied. */
  readonly ahead?: readonly Standing[];
  /** Whether its lock is seen while it runs, and after it was killed. */
  readonly lock: Readonly<Record<Engine, LockMarks>>;
}

export interface LockMarks {
  readonly held: boolean;
  readonly left: boolean;
}

export interface ToolCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** A command that succeeds where the tool is installed, and Debian's packages that install it. */
export interface ToolNeed {
  readonly probe: ToolCommand;
  readonly packages: readonly string[];
}

export const NO_LOCK: LockMarks = { held: false, left: false };
