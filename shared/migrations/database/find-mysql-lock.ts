import type { NamedLock } from "../history/history-reader.ts";
import type { MigrationLock } from "../history/history.ts";
import type { CatalogueTable, TableName } from "./catalogue.ts";
import { readTextOrNull } from "./read-text.ts";
import type { DatabaseSession } from "./session.ts";
import { showText } from "./show-text.ts";

/**
 * The tool's named lock, if another session has it.
 * @throws {DatabaseError}
 */
export async function findMysqlLock(
  session: DatabaseSession,
  { schema, name: table }: TableName,
  _tables: readonly CatalogueTable[],
  named: NamedLock | undefined,
  signal: AbortSignal,
): Promise<MigrationLock | undefined> {
  const name = named?.mysql?.({ database: session.database, schema, table });
  if (name === undefined) return undefined;
  const [row = {}] = await session.query("select is_used_lock(?) as `holder`", [name], signal);
  const holder = readTextOrNull(row, "holder");
  return holder === null
    ? undefined
    : { seen: `the lock ${showText(name)} of GET_LOCK is held`, holder: `connection ${holder}` };
}
