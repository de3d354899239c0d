import type { Columns, Row } from "../history/column.ts";
import type { HistoryReader } from "../history/history-reader.ts";
import type { History, MigrationLock } from "../history/history.ts";
import { READERS } from "../history/readers.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Catalogue, CatalogueTable, FoundTables } from "./catalogue.ts";
import { chooseTable } from "./choose-table.ts";
import { DatabaseError } from "./database-error.ts";
import { mysqlCatalogue } from "./mysql-catalogue.ts";
import { postgresCatalogue } from "./postgres-catalogue.ts";
import { readRows } from "./read-rows.ts";
import { DEFAULT_ROW_LIMITS } from "./row-limits.ts";
import type { DatabaseSession } from "./session.ts";
import { escapeUnprintable } from "./show-text.ts";

const CATALOGUES = { postgres: postgresCatalogue, mysql: mysqlCatalogue } as const;

type CompanionRows = Record<string, readonly Row<Columns>[] | undefined>;

/**
 * Reads what a tool wrote about its migrations. A table that another session has locked is no error: then the history has a
 * lock, and may have no entries.
 * @throws {HistoryTableError} where there are several such tables, or it is another tool's, or holds what no tool writes
 * @throws {DatabaseError}
 */
export async function readHistory(
  session: DatabaseSession,
  reader: HistoryReader,
  expected: Manifest,
  signal: AbortSignal,
): Promise<History> {
  const catalogue = CATALOGUES[session.engine];
  const { name, schema: only } = { schema: undefined, ...(expected.table ?? { name: reader.table.name }) };
  const companionNames = Object.values(reader.companions).map((companion) => companion.name(name));
  const found = await catalogue.findTables(
    session,
    { names: [name, ...companionNames], only, own: reader.table.schema },
    signal,
  );
  const table = chooseTable(found, name, reader.history, reader, Object.values(READERS));
  if (table === undefined) {
    await catalogue.assertMissing(session, { schema: only ?? session.database, name }, signal);
    return await readMissing(session, { found, name, reader }, signal);
  }
  const where = escapeUnprintable(`${table.schema}.${table.name}`);
  // Before the rows: whoever holds the table itself is named here, where a wait for it would name nobody.
  const beside = besideOf(table, found, reader);
  const lock = await catalogue.findLock(session, table, [table, ...beside.values()], reader.namedLock, signal);
  try {
    const history = await readRows(session, catalogue, table, reader.history, DEFAULT_ROW_LIMITS, signal);
    const companions = await readCompanions(session, catalogue, { table, beside, reader }, signal);
    const read = reader.read({ history, companions }, expected);
    const held = read.lock ?? lock;
    return { table: where, entries: read.entries, ...(held && { lock: held }) };
  } catch (error) {
    if (!(error instanceof DatabaseError && error.kind === "locked")) throw error;
    const waited: MigrationLock = { seen: `the table ${where} cannot be read while another session has locked it` };
    return { table: where, unread: true, entries: [], lock: lock ?? waited };
  }
}

/** A first run may be about to make the table, and a table of that name may be where nobody looks. */
async function readMissing(
  session: DatabaseSession,
  { found, name, reader }: { found: FoundTables; name: string; reader: HistoryReader },
  signal: AbortSignal,
): Promise<History> {
  const { findLock } = CATALOGUES[session.engine];
  const lock = await findLock(session, { schema: found.home, name }, [], reader.namedLock, signal);
  const elsewhere = found.tables
    .filter((table) => table.name.toLowerCase() === name.toLowerCase())
    .map((table) => escapeUnprintable(`${table.schema}.${table.name}`));
  return { entries: [], ...(elsewhere.length > 0 && { elsewhere }), ...(lock && { lock }) };
}

/** The companions that there are, by their key. */
function besideOf(
  table: CatalogueTable,
  found: FoundTables,
  reader: HistoryReader,
): ReadonlyMap<string, CatalogueTable> {
  const near = { ...found, tables: found.tables.filter(({ schema }) => schema === table.schema) };
  return new Map(
    Object.entries(reader.companions).flatMap(([key, shape]) => {
      const companion = chooseTable(near, shape.name(table.name), shape, reader, []);
      return companion === undefined ? [] : [[key, companion] as const];
    }),
  );
}

async function readCompanions(
  session: DatabaseSession,
  catalogue: Catalogue,
  {
    table,
    beside,
    reader,
  }: { table: CatalogueTable; beside: ReadonlyMap<string, CatalogueTable>; reader: HistoryReader },
  signal: AbortSignal,
): Promise<CompanionRows> {
  const rows: CompanionRows = {};
  for (const [key, shape] of Object.entries(reader.companions)) {
    const companion = beside.get(key);
    const name = { schema: table.schema, name: shape.name(table.name) };
    if (companion === undefined) await catalogue.assertMissing(session, name, signal);
    rows[key] = companion && (await readRows(session, catalogue, companion, shape, DEFAULT_ROW_LIMITS, signal));
  }
  return rows;
}
