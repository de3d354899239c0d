import type { Columns } from "../history/column.ts";
import type { TableShape } from "../history/history-reader.ts";
import type { Catalogue, CatalogueTable } from "./catalogue.ts";
import { findColumn } from "./find-column.ts";
import { kindOf } from "./kind-of.ts";

/** The name that a column has in the answer, whatever the table calls it. */
export function outputName(at: number): string {
  return `c${at}`;
}

/**
 * The statement that reads the columns of a shape, each as text, in the order of the shape.
 * @param table that has them
 */
export function selectColumns<C extends Columns>(
  { quote, asText }: Catalogue,
  table: CatalogueTable,
  { columns, orderBy }: TableShape<C>,
  rows: number,
): string {
  // By the name of its table: by itself it would be taken for one of the answer, which is text and in another order.
  const quoted = (column: string): string => `h.${quote(column)}`;
  const selected = Object.entries(columns).map(([name, type], at) => {
    const column = findColumn(table, name) ?? name;
    return `${asText(quoted(column), table.columns.get(column) ?? "", kindOf(type))} as ${outputName(at)}`;
  });
  const order = orderBy.map((name) => quoted(findColumn(table, name) ?? name));
  return [
    `select ${selected.join(", ")} from ${quote(table.schema)}.${quote(table.name)} h`,
    ...(order.length === 0 ? [] : [`order by ${order.join(", ")}`]),
    `limit ${rows}`,
  ].join(" ");
}
