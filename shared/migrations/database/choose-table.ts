import type { HistoryReader, TableShape } from "../history/history-reader.ts";
import type { CatalogueTable, FoundTables } from "./catalogue.ts";
import { compareShape, type ShapeDifference } from "./compare-shape.ts";
import { HistoryTableError } from "./history-table-error.ts";
import { showText } from "./show-text.ts";

/**
 * The one table of several of a name, in several schemas or in several spellings: that of the schema that is looked in first,
 * and in it one of that very spelling, or else one with the columns of the tool. A table elsewhere, that fits better, is a copy
 * or another service's. Undefined where no schema that is looked in has one.
 * @throws {HistoryTableError} where that does not decide, the table is another tool's, or is none
 */
export function chooseTable(
  { tables, schemas }: FoundTables,
  name: string,
  shape: TableShape,
  reader: HistoryReader,
  readers: readonly HistoryReader[],
): CatalogueTable | undefined {
  const rank = (table: CatalogueTable): number => 2 * schemas.indexOf(table.schema) + (table.name === name ? 0 : 1);
  const lower = name.toLowerCase();
  const candidates = tables
    .filter((table) => table.name.toLowerCase() === lower && schemas.includes(table.schema))
    .map((table) => ({ table, rank: rank(table), difference: compareShape(table, shape) }))
    .sort(
      (one, other) =>
        one.rank - other.rank || Number(one.difference !== undefined) - Number(other.difference !== undefined),
    );
  const [first, second] = candidates;
  if (first === undefined) return undefined;
  if (first.difference) throw anotherTool(first.table, first.difference, reader, readers);
  if (second && second.difference === undefined && second.rank === first.rank) {
    const found = candidates
      .filter(({ difference, rank: each }) => difference === undefined && each === first.rank)
      .map(({ table }) => nameOf(table));
    throw new HistoryTableError(
      "ambiguous",
      `Several tables may be the history of ${reader.tool}: ${found.join(", ")}. Name the one that is meant, as it is spelled, to \`hooks manifest\` with --table`,
    );
  }
  if (first.table.isView) {
    throw new HistoryTableError(
      "view",
      `${nameOf(first.table)} is a view, or another server's table: who holds a lock on what it shows cannot be seen. ` +
        "Name the table itself to `hooks manifest` with --table",
    );
  }
  return first.table;
}

function anotherTool(
  table: CatalogueTable,
  { missing, foreign }: ShapeDifference,
  reader: HistoryReader,
  readers: readonly HistoryReader[],
): HistoryTableError {
  const list = (columns: readonly string[]): string => columns.map(showText).join(", ");
  const lacks = missing.length === 0 ? [] : [`it lacks ${list(missing)}`];
  const has = foreign.length === 0 ? [] : [`it has ${list(foreign)}, which ${reader.tool} does not make`];
  const fitting = readers.filter(({ history }) => compareShape(table, history) === undefined);
  const namesakes = fitting.filter((each) => each.table.name.toLowerCase() === table.name.toLowerCase());
  const tools = (namesakes.length > 0 ? namesakes : fitting).map(({ tool }) => tool);
  const theirs =
    namesakes.length > 0 || tools.length === 1
      ? ` Its columns are those of ${tools.join(" or ")}.`
      : ` Its columns are ${list([...table.columns.keys()].slice(0, 20))}.`;
  return new HistoryTableError(
    "another-tool",
    `The table ${nameOf(table)} is not that of ${reader.tool}: ${[...lacks, ...has].join(" and ")}.${theirs}`,
  );
}

function nameOf({ schema, name }: CatalogueTable): string {
  return showText(`${schema}.${name}`);
}
