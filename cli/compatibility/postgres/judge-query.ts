import type { FuncCall, Node } from "libpg-query";
import { breaksBlue, cannotTell, mayBreakBlue, type Harm } from "../harm.ts";
import type { Made } from "../made.ts";
import { HARMLESS_FUNCTIONS } from "./harmless-functions.ts";
import { relationName, strings } from "./nodes.ts";

/** What a query does by what it calls, and by what is written in its WITH. */
export function judgeQuery(query: Node, made: Made): readonly Harm[] {
  const harms: Harm[] = [];
  visit(query, (key, value) => {
    // Trusted by the parser's own names: a tag is the key of its node.
    if (key === "FuncCall") harms.push(...judgeCall(value, made));
    if (key === "InsertStmt" || key === "UpdateStmt" || key === "DeleteStmt" || key === "MergeStmt") {
      const table = relationName((value as { relation?: Parameters<typeof relationName>[0] }).relation);
      harms.push(breaksBlue("reads and writes", `blue reads other rows of ${table}`, { table }));
    }
    if (key === "IntoClause" || key === "intoClause") {
      const { rel } = value as { rel?: Parameters<typeof relationName>[0] };
      made.addTable(relationName(rel), "new", rel?.relpersistence === "t");
    }
  });
  return harms;
}

function judgeCall({ funcname, args = [] }: FuncCall, made: Made): readonly Harm[] {
  const parts = strings(funcname);
  const name = parts.at(-1) ?? "";
  const [first] = args;
  if (name === "set_config" && first && "A_Const" in first && first.A_Const.sval?.sval === "search_path") {
    made.changePath();
  }
  const isPlain = parts.length === 1 || parts[0] === "pg_catalog";
  if (isPlain && HARMLESS_FUNCTIONS.has(name)) return [];
  if (isPlain && (name === "setval" || name === "nextval")) {
    return [mayBreakBlue("blue's next number may be taken, or leave a gap", {}, "writes")];
  }
  return [cannotTell(`what the function ${parts.join(".")} does is not known`)];
}

function visit(node: unknown, see: (key: string, value: object) => void): void {
  if (Array.isArray(node)) {
    for (const each of node) visit(each, see);
  } else if (typeof node === "object" && node !== null) {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value !== "object" || value === null) continue;
      see(key, value);
      visit(value, see);
    }
  }
}
