import { breaksBlue, cannotTell, mayBreakBlue, type Harm } from "../../harm.ts";
import { isDistinctWhileNull } from "../../is-distinct-while-null.ts";
import type { Made } from "../../made.ts";
import { isSet, nodeOf, nodesOf, tableName, textOf, type AstNode } from "../ast.ts";
import { judgeCalls } from "../functions.ts";
import type { MysqlRule } from "../rule.ts";
import { judgeReference } from "./references.ts";

export const judgeCreate: MysqlRule = (statement, made) => {
  const kind = textOf(statement, "keyword").toLowerCase();
  switch (kind) {
    case "table":
      return judgeTable(statement, made);
    case "view":
      return judgeView(statement, made);
    case "index":
      return judgeIndex(statement, made);
    case "trigger": {
      const table = tableName(nodeOf(statement, "table"));
      const name = tableName(nodeOf(statement, "trigger"));
      return [
        breaksBlue("writes", `blue's writes run the trigger ${name}, which may refuse or change them`, { table }),
      ];
    }
    case "database":
    case "schema":
      return [];
    default:
      return [cannotTell(`what creating a ${kind} does to blue is not known`)];
  }
};

function judgeTable(statement: AstNode, made: Made): readonly Harm[] {
  const [created] = nodesOf(statement, "table");
  const table = tableName(created);
  if (isSet(statement, "ignore_replace")) return [cannotTell(`whether it replaces a table is not known`, { table })];
  made.addTable(
    table,
    isSet(statement, "if_not_exists") ? "perhaps" : "new",
    isSet(statement, "temporary") ? "temporary" : "table",
  );
  return [
    ...nodesOf(statement, "create_definitions").flatMap((each) => judgeReference(each, table)),
    ...judgeCalls(statement["query_expr"]),
  ];
}

function judgeView(statement: AstNode, made: Made): readonly Harm[] {
  const table = tableName(nodeOf(statement, "view"), "view");
  if (!isSet(statement, "replace")) {
    made.addTable(table, isSet(statement, "if_not_exists") ? "perhaps" : "new", "view");
    return [];
  }
  return [mayBreakBlue(`blue's reads of ${table} may find other rows and columns`, { table }, "reads")];
}

function judgeIndex(statement: AstNode, made: Made): readonly Harm[] {
  const table = tableName(nodeOf(statement, "table"));
  const type = textOf(statement, "index_type").toLowerCase();
  const columns = nodesOf(statement, "index_columns");
  if (type === "unique") return judgeUnique(columns, table, made);
  if (type !== "") return [waitsForIndex(table)];
  const lock = textOf(nodeOf(statement, "lock_option"), "lock").toUpperCase();
  const algorithm = textOf(nodeOf(statement, "algorithm_option"), "algorithm").toUpperCase();
  if (lock === "SHARED" || lock === "EXCLUSIVE" || algorithm === "COPY") return [waitsForIndex(table)];
  return columns.some(isExpression)
    ? [mayBreakBlue("blue's writes fail where the index's expression does", { table }, "writes")]
    : [];
}

export function judgeUnique(columns: readonly AstNode[], table: string, made: Made): readonly Harm[] {
  const names = columns.map((each) => textOf(each, "column"));
  if (isDistinctWhileNull(names, table, made)) return [];
  return [breaksBlue("writes", "blue's writes fail where they repeat a value that is now unique", { table })];
}

export function waitsForIndex(table: string): Harm {
  return mayBreakBlue("blue's writes wait while the index is built", { table }, "writes");
}

/** `title(10)`, the beginning of a column, is parsed as a call with a number. */
function isExpression(part: AstNode): boolean {
  if (part["type"] === "column_ref") return false;
  const args = nodesOf(nodeOf(part, "args"), "value");
  return !(part["type"] === "function" && args.length === 1 && args[0]?.["type"] === "number");
}
