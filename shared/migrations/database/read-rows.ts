import type { Columns, Row } from "../history/column.ts";
import type { TableShape } from "../history/history-reader.ts";
import type { Catalogue, CatalogueTable } from "./catalogue.ts";
import { DatabaseError } from "./database-error.ts";
import { decodeRows } from "./decode-rows.ts";
import { findColumn } from "./find-column.ts";
import { HistoryTableError } from "./history-table-error.ts";
import type { RowLimits } from "./row-limits.ts";
import { selectColumns } from "./select-columns.ts";
import type { DatabaseSession } from "./session.ts";
import { showText } from "./show-text.ts";

/**
 * All rows of a table, in the order of its shape.
 * @throws {HistoryTableError} where it holds too much, or what its tool does not write
 * @throws {DatabaseError}
 */
export async function readRows<C extends Columns>(
  session: DatabaseSession,
  catalogue: Catalogue,
  table: CatalogueTable,
  shape: TableShape<C>,
  limits: RowLimits,
  signal: AbortSignal,
): Promise<readonly Row<C>[]> {
  const where = showText(`${table.schema}.${table.name}`);
  const forbidden = [...Object.keys(shape.columns), ...shape.orderBy].find((column) =>
    table.unreadable.has(findColumn(table, column) ?? column),
  );
  if (forbidden !== undefined) {
    const what = `The user may not read the column ${showText(forbidden)} of the table ${where}`;
    throw new DatabaseError("permission", `${what}. ${table.grant}`);
  }
  // One more than are taken shows that there are more.
  const rows = await session.query(selectColumns(catalogue, table, shape, limits.rows + 1), [], signal);
  const characters = rows.reduce((sum, row) => sum + countCharacters(row), 0);
  if (rows.length > limits.rows || characters > limits.characters) {
    const much = rows.length > limits.rows ? `${limits.rows} rows` : `${limits.characters} characters`;
    throw new HistoryTableError("too-large", `The table ${where} holds more than ${much}, as no history does`);
  }
  return decodeRows(rows, shape.columns, table);
}

function countCharacters(row: Readonly<Record<string, unknown>>): number {
  let sum = 0;
  for (const value of Object.values(row)) sum += typeof value === "string" ? value.length : 0;
  return sum;
}
