import type { NamedLock } from "../history/history-reader.ts";
import type { MigrationLock } from "../history/history.ts";
import type { ColumnValues } from "../history/column.ts";
import type { DatabaseSession } from "./session.ts";

/** A table, or what is read as one, as the database spells it. */
export interface CatalogueTable {
  readonly schema: string;
  readonly name: string;
  /** It is a view, or another server's table: who holds a lock on what it shows cannot be seen. */
  readonly isView: boolean;
  /** PostgreSQL's number for it. */
  readonly oid?: string;
  /** By name, the type as the database calls it. */
  readonly columns: ReadonlyMap<string, string>;
  /** The columns that the user may not read. */
  readonly unreadable: ReadonlySet<string>;
  /** What lets the user read it: a statement of SQL, fit to be printed. */
  readonly grant: string;
}

/** Where a table is looked for. */
export interface TableSearch {
  /** In any case. */
  readonly names: readonly string[];
  /** The only schema to look in, where one is given. */
  readonly only?: string | undefined;
  /** A schema that the tool has of its own. */
  readonly own?: string | undefined;
}

/** What an engine says about its tables, and how it is asked for their rows. */
export interface Catalogue {
  /** @throws {DatabaseError} */
  readonly findTables: (session: DatabaseSession, search: TableSearch, signal: AbortSignal) => Promise<FoundTables>;
  /**
   * Fails where a table that the catalogue does not show may exist all the same.
   * @throws {DatabaseError} of the kind `permission`
   */
  readonly assertMissing: (session: DatabaseSession, table: TableName, signal: AbortSignal) => Promise<void>;
  /**
   * A lock that another session has on one of the tables, or by the tool's own name, and that only the database knows.
   * @param history the history's own table, or where the tool will make it
   * @param tables those that there are
   */
  readonly findLock: (
    session: DatabaseSession,
    history: TableName,
    tables: readonly CatalogueTable[],
    named: NamedLock | undefined,
    signal: AbortSignal,
  ) => Promise<MigrationLock | undefined>;
  readonly quote: (identifier: string) => string;
  /** A value as text, whatever the driver makes of its type; times as seconds since 1970, or in the ISO form. */
  readonly asText: (column: string, type: string, kind: keyof ColumnValues) => string;
}

export interface TableName {
  readonly schema: string;
  readonly name: string;
}

export interface FoundTables {
  readonly tables: readonly CatalogueTable[];
  /** The schemas that are looked in, the first one first. What is elsewhere is somebody else's. */
  readonly schemas: readonly string[];
  /** The schema in which the tool would make its table. */
  readonly home: string;
}
