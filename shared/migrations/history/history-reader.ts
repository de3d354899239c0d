import type { Manifest } from "../manifest/manifest.ts";
import type { Engine, Tool } from "../tool.ts";
import type { Columns, Row } from "./column.ts";
import type { History } from "./history.ts";
import type { PlaceOf } from "./place.ts";

/** A table of a tool, recognised by its name and its columns: names are shared, `schema_migrations` by five tools. */
export interface TableShape<C extends Columns = Columns> {
  /** What is read. A table that lacks one of these is not this tool's. */
  readonly columns: C;
  /** Columns that only another tool's table of this name has. */
  readonly without?: readonly string[];
  /** The columns by which its rows are given in order; the first row is the oldest. */
  readonly orderBy: readonly string[];
}

/** A table beside the history's own: the lock's, or that of events. It is not read where it does not exist. */
export interface CompanionShape<C extends Columns = Columns> extends TableShape<C> {
  /** Its name, for the history table's. Same schema. */
  readonly name: (history: string) => string;
}

/** What the tables of a tool hold. A companion that does not exist is undefined. */
export interface TableRows<
  C extends Columns = Columns,
  K extends Readonly<Record<string, Columns>> = Readonly<Record<string, Columns>>,
> {
  readonly history: readonly Row<C>[];
  readonly companions: { readonly [Name in keyof K]: readonly Row<K[Name]>[] | undefined };
}

export interface LockNames {
  readonly database: string;
  /** The schema of the history table; the database on MySQL. */
  readonly schema: string;
  readonly table: string;
}

/** How the tool keeps two runs apart, where that is no row of a table. */
export interface NamedLock {
  /** PostgreSQL: the key of `pg_advisory_lock`. */
  readonly postgres?: (names: LockNames) => bigint;
  /** MySQL: the name for `GET_LOCK`. */
  readonly mysql?: (names: LockNames) => string;
}

/** What a tool writes into its database, and what it means. Knows no connection: it is given rows. */
export interface HistoryReader {
  readonly tool: Tool;
  /** The databases that the tool works with. */
  readonly engines: readonly Engine[];
  /** The history table's own name, and the schema it is in where that is not the connection's. */
  readonly table: { readonly schema?: string; readonly name: string };
  readonly history: TableShape;
  readonly companions: Readonly<Record<string, CompanionShape>>;
  readonly namedLock?: NamedLock;
  /** Whether a run that failed leaves a mark. Where it leaves none, pending may mean failed. */
  readonly marksFailures: boolean;
  /** What the tool does about a pending migration that comes before an applied one. */
  readonly outOfOrder: "applies" | "refuses" | "skips";
  /** What the rows mean for the migrations that green expects. One entry for each migration. */
  readonly read: (rows: TableRows, expected: Manifest) => Pick<History, "entries" | "lock">;
  /**
   * Where an entry stands that the manifest does not know: after all that it does, of a later release, blue's at a rollback;
   * or before it. What that takes of the manifest is found once, and not for each entry.
   */
  readonly placeBeside: (expected: Manifest) => PlaceOf;
}

/** A reader with the types of its own columns. */
export interface ReaderDefinition<C extends Columns, K extends Readonly<Record<string, Columns>>> extends Omit<
  HistoryReader,
  "history" | "companions" | "read"
> {
  readonly history: TableShape<C>;
  readonly companions?: { readonly [Name in keyof K]: CompanionShape<K[Name]> };
  readonly read: (rows: TableRows<C, K>, expected: Manifest) => Pick<History, "entries" | "lock">;
}

/** Types a reader by its own columns, and gives it as one among the others. */
export function defineReader<
  const C extends Columns,
  const K extends Readonly<Record<string, Columns>> = Readonly<Record<string, never>>,
>(definition: ReaderDefinition<C, K>): HistoryReader {
  return {
    ...definition,
    companions: definition.companions ?? {},
    // Rows are made by the columns that the definition itself names.
    read: (rows, expected) => definition.read(rows as TableRows<C, K>, expected),
  };
}
