import { breaksBlue, cannotTell, type Harm } from "../../harm.ts";
import { tableName, type AstNode } from "../ast.ts";
import type { MysqlRule } from "../rule.ts";

/** RENAME TABLE: pairs of the old name and the new one. */
export const judgeRename: MysqlRule = (statement, made) => {
  const pairs = (Array.isArray(statement["table"]) ? statement["table"] : []) as (readonly AstNode[])[];
  return pairs.flatMap(([from, to]) => {
    const table = tableName(from);
    // MariaDB gives a temporary table the other name, MySQL blue's table behind it.
    if (made.kindOf(table) === "temporary") return [cannotTell(`which table ${table} is here is not known`)];
    const harms = made.lessen([renamed(table)]);
    made.renameTable(table, tableName(to));
    return harms;
  });
};

export function renamed(table: string): Harm {
  return breaksBlue("reads and writes", `blue's statements on ${table} fail: it has another name`, { table });
}
