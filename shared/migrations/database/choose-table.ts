import type { HistoryReader, TableShape } from "../history/history-reader.ts";
import type { CatalogueTable, FoundTables } from "./catalogue.ts";
import { compareShape, type ShapeDifference } from "./compare-shape.ts";
import { HistoryTableError } from "./history-table-error.ts";
import { showText } from "./show-text.ts";

/**
 * The one table of several of a name, in several schemas or in several spellings: one with the columns of the tool before
 * others, and then that of the schema that is looked in first. Undefined where there is none of that name.
 * @throws {HistoryTableError} where that does not decide, or the table is another tool's
 */
export function chooseTable(
  { tables, schemas }: FoundTables,
  name: string,
  shape: TableShape,
  reader: HistoryReader,
  readers: readonly HistoryReader[],
): CatalogueTable | undefined {
  const rank = (table: CatalogueTable): number => {
    const schema = schemas.indexOf(table.schema);
    return 2 * (schema === -1 ? schemas.length : schema) + (table.name === name ? 0 : 1);
  };
  const lower = name.toLowerCase();
  const candidates = tables
    .filter((table) => table.name.toLowerCase() === lower)
    .map((table) => ({ table, rank: rank(table), difference: compareShape(table, shape) }))
    .sort(
      (one, other) =>
        Number(one.difference !== undefined) - Number(other.difference !== undefined) || one.rank - other.rank,
    );
  const [first, second] = candidates;
  if (first === undefined) return undefined;
  if (first.difference) throw anotherTool(first.table, first.difference, reader, readers);
  if (second && second.difference === undefined && second.rank === first.rank) {
    const found = candidates.filter(({ difference }) => difference === undefined).map(({ table }) => nameOf(table));
    throw new HistoryTableError(
      "ambiguous",
      `Several tables may be the history of ${reader.tool}: ${found.join(", ")}. Name its schema in the manifest, as \`table\``,
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
