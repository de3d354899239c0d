import type { Node } from "libpg-query";
import type { Given } from "../new-columns.ts";
import { HARMLESS_FUNCTIONS } from "./harmless-functions.ts";
import { strings } from "./nodes.ts";

/** Functions of PostgreSQL that give another value at each call. */
const DISTINCT: ReadonlySet<string> = new Set([
  "gen_random_uuid",
  "nextval",
  "uuid_generate_v1",
  "uuid_generate_v1mc",
  "uuid_generate_v4",
  "uuidv4",
  "uuidv7",
]);

/** Harmless, and yet null or an error in one connection and not in another, or for some values. */
const UNSTEADY: ReadonlySet<string> = new Set(
  `array_length array_position current_setting decode lag lead make_date nullif obj_description pg_get_serial_sequence
  regexp_match set_config to_date to_number to_regclass to_timestamp`.split(/\s+/),
);

/** `NULL`, and `NULL::text`. */
export function isNullConstant(node: Node | undefined): boolean {
  if (node === undefined) return true;
  if ("TypeCast" in node) return isNullConstant(node.TypeCast.arg);
  return "A_Const" in node && node.A_Const.isnull === true;
}

/** What a default gives. */
export function givenBy(node: Node | undefined): Given {
  return { constant: constantOf(node), isDistinct: isSurelyDistinct(node) };
}

export function isSurelyDistinct(node: Node | undefined): boolean {
  if (node === undefined) return false;
  if ("TypeCast" in node) return isSurelyDistinct(node.TypeCast.arg);
  return "FuncCall" in node && DISTINCT.has(strings(node.FuncCall.funcname).at(-1) ?? "");
}

/** The value of a constant; undefined where it is none, or null. */
export function constantOf(node: Node | undefined): Given["constant"] {
  if (node === undefined) return undefined;
  if ("TypeCast" in node) return constantOf(node.TypeCast.arg);
  if ("A_Expr" in node && node.A_Expr.lexpr === undefined && strings(node.A_Expr.name)[0] === "-") {
    const value = constantOf(node.A_Expr.rexpr);
    return typeof value === "number" ? -value : undefined;
  }
  if (!("A_Const" in node) || node.A_Const.isnull === true) return undefined;
  const { ival, fval, boolval, sval } = node.A_Const;
  if (ival) return ival.ival ?? 0;
  if (fval) return Number(fval.fval);
  if (boolval) return boolval.boolval ?? false;
  return sval?.sval;
}

/** Whether it gives a value, not null and no error, in each connection. */
export function isSteady(node: Node | undefined): boolean {
  if (node === undefined || isNullConstant(node)) return false;
  if ("A_Const" in node || "SQLValueFunction" in node) return true;
  if ("TypeCast" in node) return isSteady(node.TypeCast.arg);
  if ("A_ArrayExpr" in node) return true;
  if ("CoalesceExpr" in node) return (node.CoalesceExpr.args ?? []).some(isSteady);
  if ("A_Expr" in node) {
    const { kind, lexpr, rexpr } = node.A_Expr;
    return kind === "AEXPR_OP" && (lexpr === undefined || isSteady(lexpr)) && isSteady(rexpr);
  }
  if (!("FuncCall" in node)) return false;
  const { funcname, args = [] } = node.FuncCall;
  const parts = strings(funcname);
  const name = parts.at(-1) ?? "";
  if (DISTINCT.has(name)) return true;
  const isPlain = parts.length === 1 || parts[0] === "pg_catalog";
  return isPlain && HARMLESS_FUNCTIONS.has(name) && !UNSTEADY.has(name) && args.every(isSteady);
}

/** Whether it calls `nextval`, for which a role needs a privilege. */
export function usesSequence(node: Node | undefined): boolean {
  if (node === undefined) return false;
  if ("TypeCast" in node) return usesSequence(node.TypeCast.arg);
  return "FuncCall" in node && strings(node.FuncCall.funcname).at(-1) === "nextval";
}

/** The columns that it names. */
export function columnsOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(columnsOf);
  if (typeof node !== "object" || node === null) return [];
  if ("ColumnRef" in node) {
    const { fields } = node.ColumnRef as { fields?: readonly Node[] };
    return [strings(fields).at(-1) ?? "*"];
  }
  return Object.values(node).flatMap(columnsOf);
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

/** Whether an expression over what blue writes has a value for each of them, however large or odd it is. */
export function failsForNone(node: Node | undefined): boolean {
  if (node === undefined) return true;
  if ("ColumnRef" in node || "A_Const" in node || "NullTest" in node || "BooleanTest" in node) return true;
  if ("BoolExpr" in node) return (node.BoolExpr.args ?? []).every(failsForNone);
  if ("CoalesceExpr" in node) return (node.CoalesceExpr.args ?? []).every(failsForNone);
  if ("CollateClause" in node) return failsForNone(node.CollateClause.arg);
  if ("A_Expr" in node) {
    const { kind, name, lexpr, rexpr } = node.A_Expr;
    const isPlain = kind === "AEXPR_OP" && /^(?:\|\||=|<>|!=|<=?|>=?)$/.test(strings(name).at(-1) ?? "");
    return isPlain && failsForNone(lexpr) && failsForNone(rexpr);
  }
  if (!("FuncCall" in node)) return false;
  const { funcname, args = [] } = node.FuncCall;
  return (
    /^(?:lower|upper|btrim|ltrim|rtrim|trim|md5|length)$/.test(strings(funcname).at(-1) ?? "") &&
    args.every(failsForNone)
  );
}
