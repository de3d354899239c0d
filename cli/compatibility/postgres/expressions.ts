import type { Node } from "libpg-query";
import { strings } from "./nodes.ts";

/** Functions of PostgreSQL that give another value at each call. */
const DISTINCT: ReadonlySet<string> = new Set([
  "gen_random_uuid",
  "nextval",
  "uuid_generate_v1",
  "uuid_generate_v4",
  "uuidv4",
  "uuidv7",
]);

/** `NULL`, and `NULL::text`. */
export function isNullConstant(node: Node | undefined): boolean {
  if (node === undefined) return true;
  if ("TypeCast" in node) return isNullConstant(node.TypeCast.arg);
  return "A_Const" in node && node.A_Const.isnull === true;
}

export function isSurelyDistinct(node: Node | undefined): boolean {
  if (node === undefined) return false;
  if ("TypeCast" in node) return isSurelyDistinct(node.TypeCast.arg);
  return "FuncCall" in node && DISTINCT.has(strings(node.FuncCall.funcname).at(-1) ?? "");
}

/** Whether a condition is null, and so holds for a CHECK, where a column that blue leaves null is null. */
export function passesNull(condition: Node, isNull: (column: string) => boolean): boolean {
  if ("BoolExpr" in condition) {
    const { args = [] } = condition.BoolExpr;
    return args.every((each) => passesNull(each, isNull));
  }
  if (!("A_Expr" in condition)) return false;
  const { kind, lexpr, rexpr } = condition.A_Expr;
  if (kind === "AEXPR_DISTINCT" || kind === "AEXPR_NOT_DISTINCT" || kind === "AEXPR_NULLIF") return false;
  const isColumn = (node: Node | undefined): boolean =>
    node !== undefined && "ColumnRef" in node && isNull(strings(node.ColumnRef.fields).at(-1) ?? "");
  // `column IN (…)` and `column BETWEEN …` have the column on the left.
  return isColumn(lexpr) || (kind === "AEXPR_OP" && isColumn(rexpr));
}
