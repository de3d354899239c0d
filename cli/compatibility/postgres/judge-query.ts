import type { FuncCall, Node } from "libpg-query";
import { breaksBlue, cannotTell, mayBreakBlue, ofRows, type Harm } from "../harm.ts";
import type { Made } from "../made.ts";
import { HARMLESS_FUNCTIONS } from "./harmless-functions.ts";
import { judgePlace } from "./judge-place.ts";
import { joinName, relationName, strings } from "./nodes.ts";

/** What a query does by what it calls, and by what is written in its WITH. */
export function judgeQuery(query: Node, made: Made): readonly Harm[] {
  const harms: Harm[] = [];
  visit(query, (key, value) => {
    // Trusted by the parser's own names: a tag is the key of its node.
    if (key === "FuncCall") harms.push(...judgeCall(value, made));
    if (key === "InsertStmt" || key === "UpdateStmt" || key === "DeleteStmt" || key === "MergeStmt") {
      const table = relationName((value as { relation?: Parameters<typeof relationName>[0] }).relation);
      harms.push(ofRows(breaksBlue("reads and writes", `blue reads other rows of ${table}`, { table })));
    }
    if (key === "ExecuteStmt") harms.push(cannotTell("what the prepared statement does is not known"));
    if (key === "IntoClause" || key === "intoClause") {
      const { rel } = value as { rel?: Parameters<typeof relationName>[0] };
      const isTemporary = rel?.relpersistence === "t";
      made.addTable(relationName(rel), "new", isTemporary ? "temporary" : "table");
      if (!isTemporary) harms.push(...judgePlace(rel?.schemaname, relationName(rel), made));
    }
  });
  return harms;
}

function judgeCall({ funcname, args = [] }: FuncCall, made: Made): readonly Harm[] {
  const parts = strings(funcname);
  const name = parts.at(-1) ?? "";
  const [first] = args;
  if (name === "set_config" && !isOtherSetting(first)) made.changePath(true);
  const isPlain = parts.length === 1 || parts[0] === "pg_catalog";
  if (isPlain && HARMLESS_FUNCTIONS.has(name)) return [];
  if (isPlain && (name === "setval" || name === "nextval")) {
    return [mayBreakBlue("blue's next number may be taken, or leave a gap", {}, "writes")];
  }
  return [cannotTell(`what the function ${joinName(funcname)} does is not known`)];
}

/** Whether a name without a schema means after it what it meant before. */
function isOtherSetting(name: Node | undefined): boolean {
  const setting = name && "A_Const" in name ? name.A_Const.sval?.sval : undefined;
  return setting !== undefined && !/^(?:search_path|role|session_authorization)$/i.test(setting);
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
