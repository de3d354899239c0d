import { breaksBlue, cannotTell, mayBreakBlue, type Harm } from "../../harm.ts";
import type { Made } from "../../made.ts";
import { columnName, isSet, nodeOf, textOf, unknownKeys, type AstNode } from "../ast.ts";
import { functionName } from "../functions.ts";
import { judgeReference } from "./references.ts";

/** What the rules below look at, and what says nothing of blue. */
const KNOWN: ReadonlySet<string> = new Set(
  `action auto_increment character_set check collate column comment default_val definition generated if_not_exists
  keyword nullable primary_key reference_definition resource suffix type unique`.split(/\s+/),
);

/** Functions that are null for nobody. */
const STEADY: ReadonlySet<string> = new Set(
  `curdate current_date current_time current_timestamp json_array json_object localtime localtimestamp now rand sysdate
  unix_timestamp utc_date utc_timestamp uuid uuid_short uuid_to_bin`.split(/\s+/),
);

export function judgeAddedColumn(command: AstNode, table: string, made: Made): readonly Harm[] {
  const column = columnName(command);
  const [unknown] = unknownKeys(command, KNOWN);
  if (column === "" || unknown !== undefined) {
    return [cannotTell(`what ${unknown ?? "it"} does to the new column is not known`, { table })];
  }
  const given = nodeOf(nodeOf(command, "default_val"), "value");
  const isFilled =
    isSet(command, "auto_increment") ||
    isSet(command, "generated") ||
    (given !== undefined && given["type"] !== "null");
  const isRequired = textOf(nodeOf(command, "nullable"), "type") === "not null" || isSet(command, "primary_key");
  if (!isSet(command, "if_not_exists")) made.columns.add(table, column, !isFilled);
  const harms: Harm[] = [
    mayBreakBlue(
      `blue's INSERTs without a list of columns fail, its SELECT * finds one more, and its joins that name "${column}" without a table are ambiguous (1052)`,
      { table },
      "writes",
    ),
    ...judgeGenerated(nodeOf(command, "generated"), column, table),
    ...judgeReference(command, table),
  ];
  if (isRequired && !isFilled) {
    const why = `blue's INSERTs fail: they leave out the column "${column}", which is NOT NULL and has no default`;
    harms.push(breaksBlue("writes", why, { table }));
  }
  if ((isSet(command, "unique") || isSet(command, "primary_key")) && isFilled && !isDistinct(command, given)) {
    const why = `blue's INSERTs fail: each leaves the same value in the column "${column}", which is unique`;
    harms.push(breaksBlue("writes", why, { table }));
  }
  if (isSet(command, "check")) {
    const isOfItself = columnsOf(command["check"]).every((each) => each.toLowerCase() === column.toLowerCase());
    if (!isFilled) {
      harms.push(
        cannotTell(`whether its CHECK holds for the "${column}" that blue leaves null is not known`, { table }),
      );
      // The rows that are there have the default, too: by those the database sees to it that it passes.
    } else if (!isOfItself) {
      harms.push(breaksBlue("writes", "blue's writes fail where they break the new CHECK", { table }));
    }
  }
  if (isRequired && given?.["type"] === "function" && !STEADY.has(functionName(given).toLowerCase())) {
    harms.push(cannotTell(`whether the default of "${column}" is null for blue is not known`, { table }));
  }
  if (isSet(command, "unique")) made.columns.restrict(table, column, ({ isDistinct }) => isDistinct);
  if (isSet(command, "check") || isSet(command, "reference_definition")) {
    made.columns.restrict(table, column, () => undefined);
  }
  if (isSet(command, "reference_definition") && isFilled) {
    harms.push(breaksBlue("writes", `blue's INSERTs fail where no row has the default of "${column}"`, { table }));
  }
  return harms;
}

/** A stored one is calculated as blue writes; another only where it is read. */
function judgeGenerated(generated: AstNode | undefined, column: string, table: string): readonly Harm[] {
  const isStored = /^(?:stored|persistent)$/i.test(textOf(generated, "storage_type"));
  const expression = nodeOf(generated, "expr");
  // A column as it is fits wherever its type does.
  if (!isStored || expression?.["type"] === "column_ref" || columnsOf(expression).length === 0) return [];
  const why = `blue's writes fail where "${column}" cannot be calculated of them (1264)`;
  return [breaksBlue("writes", why, { table })];
}

function columnsOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(columnsOf);
  if (typeof node !== "object" || node === null) return [];
  if ("type" in node && node.type === "column_ref") return "column" in node ? [String(node.column)] : [];
  return Object.values(node).flatMap(columnsOf);
}

function isDistinct(command: AstNode, given: AstNode | undefined): boolean {
  if (isSet(command, "auto_increment")) return true;
  return given?.["type"] === "function" && /^uuid(?:_short)?$/i.test(functionName(given));
}
