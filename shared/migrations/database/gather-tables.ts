import type { CatalogueTable } from "./catalogue.ts";
import { readText, readTextOrNull } from "./read-text.ts";
import { escapeUnprintable } from "./show-text.ts";

const YES = new Set(["t", "true", "1"]);

/**
 * Tables, from a row of the catalogue for each of their columns.
 * @param rows with `schema`, `name`, `oid`, `is_view`, `column_name`, `type`, `is_readable` and `username`
 * @param grant the statement that lets a user read a table
 */
export function gatherTables(
  rows: readonly Readonly<Record<string, unknown>>[],
  grant: (schema: string, name: string, user: string) => string,
): readonly CatalogueTable[] {
  const byName = Map.groupBy(rows, (row) => JSON.stringify([readText(row, "schema"), readText(row, "name")]));
  return [...byName.values()].flatMap((columns) => {
    const [first] = columns;
    if (first === undefined) return [];
    const [schema, name, oid] = [readText(first, "schema"), readText(first, "name"), readTextOrNull(first, "oid")];
    const isView = YES.has(readText(first, "is_view"));
    const unreadable = columns.filter((row) => !YES.has(readText(row, "is_readable")));
    return {
      schema,
      name,
      isView,
      ...(oid !== null && { oid }),
      columns: new Map(columns.map((row) => [readText(row, "column_name"), readTextOrNull(row, "type") ?? ""])),
      unreadable: new Set(unreadable.map((row) => readText(row, "column_name"))),
      grant: escapeUnprintable(grant(schema, name, readText(first, "username"))),
    };
  });
}
