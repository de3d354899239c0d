import type { ManifestMigration } from "../../shared/migrations/manifest/manifest.ts";
import type { Engine, Tool } from "../../shared/migrations/tool.ts";

/** A piece of a file. */
export interface SourcePart {
  readonly text: string;
  /** Where it begins in its file, from 1. */
  readonly firstLine: number;
}

/** Where an author may declare what a migration is compatible with: its file, or its part of a file. */
export interface DeclarationSource extends SourcePart {
  /** Pieces of the file, in the source or beside it, where a declaration is not of what runs, or not certainly. */
  readonly elsewhere?: readonly ElsewherePart[];
}

export interface ElsewherePart extends SourcePart {
  /** Where it belongs, for a person: `a declaration above the mark`. */
  readonly expected: string;
}

/** A migration as its project has it. */
export interface FolderMigration extends Omit<ManifestMigration, "compatibility"> {
  readonly source: DeclarationSource;
  /** The SQL that it runs forwards; undefined where it is code, whose SQL nobody knows before it runs. */
  readonly sql: readonly SourcePart[] | undefined;
}

/** Reads a project's migrations as its tool does. */
export interface MigrationFolder {
  readonly tool: Tool;
  /** What PATH is, for a person: `the folder of *.sql files`. */
  readonly expects: string;
  /**
   * In the order in which the tool applies them.
   * @param path of the folder, or of the file where the tool begins with one
   * @throws {MigrationFolderError} naming all that is wrong at once
   */
  readonly read: (path: string, engine: Engine, signal: AbortSignal) => Promise<readonly FolderMigration[]>;
}
