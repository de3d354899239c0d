import type { TableShape } from "../history/history-reader.ts";
import type { CatalogueTable } from "./catalogue.ts";
import { findColumn } from "./find-column.ts";

/** How a table differs from what a tool makes. */
export interface ShapeDifference {
  /** Columns of the tool that it has not. */
  readonly missing: readonly string[];
  /** Columns that it has, and that only another tool's table of this name has. */
  readonly foreign: readonly string[];
}

/** How a table differs from what a tool makes; undefined where it does not. */
export function compareShape(
  table: Pick<CatalogueTable, "columns">,
  { columns, without = [], orderBy }: TableShape,
): ShapeDifference | undefined {
  const needed = [...new Set([...Object.keys(columns), ...orderBy])];
  const missing = needed.filter((column) => findColumn(table, column) === undefined);
  const foreign = without.filter((column) => findColumn(table, column) !== undefined);
  return missing.length === 0 && foreign.length === 0 ? undefined : { missing, foreign };
}
