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
  if (!isSet(command, "if_not_exists")) made.addColumn(table, column, !isFilled);
  const harms: Harm[] = [
    mayBreakBlue("blue's INSERTs without a list of columns fail, and its SELECT * finds one more", { table }, "writes"),
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
  if (isSet(command, "check") && !isFilled) {
    harms.push(cannotTell(`whether its CHECK holds for the "${column}" that blue leaves null is not known`, { table }));
  }
  if (isSet(command, "reference_definition") && isFilled) {
    harms.push(breaksBlue("writes", `blue's INSERTs fail where no row has the default of "${column}"`, { table }));
  }
  return harms;
}

function isDistinct(command: AstNode, given: AstNode | undefined): boolean {
  if (isSet(command, "auto_increment")) return true;
  return given?.["type"] === "function" && /^uuid(?:_short)?$/i.test(functionName(given));
}
