import type { DeclarationSource, SourcePart } from "../migration-folder.ts";

/** A file that a changelog names: beside it, or on Liquibase's search path. */
export interface ChangelogReference {
  readonly path: string;
  readonly isRelative: boolean;
}

export interface Changeset {
  readonly kind: "changeset";
  readonly id: string;
  readonly author: string;
  readonly logicalFilePath: string | undefined;
  /** The databases that it is for: `postgresql,!h2`. */
  readonly dbms: string | undefined;
  readonly isRepeatable: boolean;
  /** It has a context or labels: whether it runs is chosen when Liquibase does. */
  readonly isChosen: boolean;
  readonly line: number;
  readonly source: DeclarationSource;
  /** The SQL of its changes, or the files that have it; undefined where a change is no SQL. */
  readonly sql: readonly ChangesetSql[] | undefined;
}

/** A change of a changeset that is SQL, and the databases that it is for. */
export type ChangesetSql = { readonly dbms: string | undefined } & (SourcePart | ChangelogReference);

export interface Include extends ChangelogReference {
  readonly kind: "include";
  readonly isChosen: boolean;
  readonly line: number;
  readonly mayBeMissing: boolean;
}

export interface IncludeAll extends ChangelogReference {
  readonly kind: "includeAll";
  readonly isChosen: boolean;
  readonly line: number;
  readonly mayBeMissing: boolean;
  readonly endsWith: string;
  /** How many folders deep a file may be, from 1. */
  readonly minDepth: number;
  readonly maxDepth: number;
}

export type ChangelogStep = Changeset | Include | IncludeAll;

export interface ChangelogProblem {
  readonly line?: number;
  readonly problem: string;
}

/** A changelog file, in its own order. */
export interface Changelog {
  readonly logicalFilePath: string | undefined;
  readonly isChosen: boolean;
  readonly steps: readonly ChangelogStep[];
  /** The changesets that Liquibase is told to ignore. */
  readonly skipped?: readonly SourcePart[];
  readonly problems: readonly ChangelogProblem[];
}
