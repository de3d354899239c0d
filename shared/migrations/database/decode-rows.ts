import type { Columns, Row } from "../history/column.ts";
import type { CatalogueTable } from "./catalogue.ts";
import { DatabaseError } from "./database-error.ts";
import { DECODERS } from "./decode-value.ts";
import { HistoryTableError } from "./history-table-error.ts";
import { kindOf } from "./kind-of.ts";
import { outputName } from "./select-columns.ts";
import { showText } from "./show-text.ts";

/**
 * The rows that `selectColumns` gives, each value by what its column was declared as.
 * @throws {HistoryTableError} where one holds what its tool does not write
 * @throws {DatabaseError} where one is not what was asked for
 */
export function decodeRows<C extends Columns>(
  rows: readonly Readonly<Record<string, unknown>>[],
  columns: C,
  { schema, name: table }: Pick<CatalogueTable, "schema" | "name">,
): readonly Row<C>[] {
  const declared = Object.entries(columns);
  return rows.map((row, at) => {
    const values = declared.map(([name, type], column) => {
      const value = row[outputName(column)];
      if (value === null && type.endsWith("?")) return [name, null] as const;
      if (value !== null && typeof value !== "string") {
        throw new DatabaseError("protocol", `The database was asked for text, and gave ${typeof value}`);
      }
      const kind = kindOf(type);
      const decoded = value === null ? undefined : DECODERS[kind](value);
      if (decoded !== undefined) return [name, decoded] as const;
      const where = `Row ${at + 1} of the table ${showText(`${schema}.${table}`)}`;
      const held = value === null ? "NULL" : showText(value);
      const what = `holds ${held} in ${showText(name)}, where ${kind} was expected`;
      throw new HistoryTableError("unreadable", `${where} ${what}`);
    });
    // A value for each column, as its type says.
    return Object.fromEntries(values) as Row<C>;
  });
}
