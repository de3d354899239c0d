import { breaksBlue, cannotTell, mayBreakBlue, type Harm } from "../../harm.ts";
import type { Made } from "../../made.ts";
import { seemsUnique } from "../../seems-unique.ts";
import { columnName, nodeOf, nodesOf, tableName, textOf } from "../ast.ts";
import type { MysqlRule } from "../rule.ts";

export const judgeDrop: MysqlRule = (statement, made) => {
  const kind = textOf(statement, "keyword").toLowerCase();
  switch (kind) {
    case "table":
    case "view": {
      const tables = nodesOf(statement, "name").map((each) => tableName(each));
      if (tables.length === 0) return [cannotTell(`which ${kind} it drops is not known`)];
      return tables.flatMap((table) => judgeRelation(table, kind, made));
    }
    case "index":
      return [dropIndex(columnName(statement, "name"), tableName(nodeOf(statement, "table")))];
    case "trigger":
      return nodesOf(statement, "name").map((each) =>
        breaksBlue("writes", `blue's writes lack what the trigger ${textOf(each, "trigger")} did for them`),
      );
    case "database":
    case "schema":
      return [breaksBlue("reads and writes", `blue's statements on ${textOf(statement, "name")} fail: it is gone`)];
    default:
      return [cannotTell(`what dropping a ${kind} does to blue is not known`)];
  }
};

function judgeRelation(table: string, kind: "table" | "view", made: Made): readonly Harm[] {
  const harm = breaksBlue("reads and writes", `blue's statements on ${table} fail: it is gone`, { table });
  // A temporary table may have the name of a view, and neither is dropped as the other.
  const isView = made.kindOf(table) === "view";
  if (made.kindOf(table) !== undefined && isView !== (kind === "view")) return [{ ...harm, table: undefined }];
  const harms = made.lessen([harm]);
  made.dropTable(table);
  return harms;
}

/** MySQL names a unique index after its column, so that its name does not always tell. */
export function dropIndex(name: string, table: string): Harm {
  if (seemsUnique(name)) {
    return breaksBlue("writes", `blue's upserts insert a second row without the unique index ${name}`, { table });
  }
  const why = `blue's queries lose the index ${name}, and its upserts insert a second row if it is unique`;
  return mayBreakBlue(why, { table }, "writes");
}
