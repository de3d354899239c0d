import type { HistoryEntry, MigrationLock } from "../../../shared/migrations/history/history.ts";
import type { Engine, Tool } from "../../../shared/migrations/tool.ts";

/** The states of a database that every tool is read in; a tool that leaves no mark of a failure or of a lock has none such. */
export type FixtureState = "applied" | "pending" | "failed" | "locked" | "ahead";

export interface FixtureRows {
  /** Statements that insert, or change, what the tool writes. They follow those that make the tables. */
  readonly statements: Readonly<Partial<Record<Engine, readonly string[]>>>;
  /** What the reader makes of it, but for its times. */
  readonly entries: readonly Pick<HistoryEntry, "id" | "state" | "checksum">[];
  readonly lock?: Pick<MigrationLock, "seen">;
}

/** A project of a tool, and what the tool writes into a database for it. */
export interface ToolFixture {
  readonly tool: Tool;
  /** How this is known: `knex 3.3.0, run`, or the repository, commit and file that it was transcribed from. */
  readonly source: string;
  /** The project's folder of migrations, file by file; two migrations at least, the last of which `pending` lacks. */
  readonly folder: { readonly path: string; readonly files: Readonly<Record<string, string>> };
  /** What `hooks manifest` makes of the folder, but for compatibility and files. */
  readonly expected: readonly { readonly id: string; readonly checksum?: string }[];
  /** The tables as the tool creates them. */
  readonly tables: Readonly<Partial<Record<Engine, readonly string[]>>>;
  readonly states: Readonly<
    { applied: FixtureRows; pending: FixtureRows } & Partial<Record<FixtureState, FixtureRows>>
  >;
}
