import type { Node } from "libpg-query";
import type { Given } from "../new-columns.ts";
import { constantOf } from "./expressions.ts";
import { strings } from "./nodes.ts";

type Constant = NonNullable<Given["constant"]>;

/** Whether a condition holds where a column has a value, whatever the others have; undefined where nobody can tell. */
export function evaluateCheck(condition: Node, column: string, value: Constant): boolean | undefined {
  const evaluate = (node: Node | undefined): boolean | undefined => {
    if (node === undefined) return undefined;
    if ("NullTest" in node) {
      return isColumn(node.NullTest.arg, column) ? node.NullTest.nulltesttype === "IS_NOT_NULL" : undefined;
    }
    if ("BoolExpr" in node) {
      const parts = (node.BoolExpr.args ?? []).map(evaluate);
      const { boolop } = node.BoolExpr;
      if (boolop === "NOT_EXPR") return parts[0] === undefined ? undefined : !parts[0];
      // What decides an AND, or an OR, alone.
      const decisive = boolop === "OR_EXPR";
      if (parts.includes(decisive)) return decisive;
      return parts.includes(undefined) ? undefined : !decisive;
    }
    if (!("A_Expr" in node)) return undefined;
    const { kind, name, lexpr, rexpr } = node.A_Expr;
    const operator = strings(name).at(-1) ?? "";
    const among = membersOf(rexpr);
    if ((kind === "AEXPR_IN" || kind === "AEXPR_OP_ANY") && isColumn(lexpr, column) && among) {
      const isIn = among.some((each) => compare(value, each) === 0);
      return operator === "=" ? isIn : kind === "AEXPR_IN" ? !isIn : undefined;
    }
    if (kind !== "AEXPR_OP") return undefined;
    if (isColumn(lexpr, column)) return decide(compare(value, constantOf(rexpr)), operator);
    if (isColumn(rexpr, column)) return decide(compare(constantOf(lexpr), value), operator);
    return undefined;
  };
  return evaluate(condition);
}

function isColumn(node: Node | undefined, column: string): boolean {
  if (node !== undefined && "TypeCast" in node) return isColumn(node.TypeCast.arg, column);
  return node !== undefined && "ColumnRef" in node && strings(node.ColumnRef.fields).at(-1) === column;
}

/** Undefined where one is no constant. */
function membersOf(list: Node | undefined): readonly Constant[] | undefined {
  if (list !== undefined && "TypeCast" in list) return membersOf(list.TypeCast.arg);
  const nodes =
    list === undefined
      ? undefined
      : "List" in list
        ? list.List.items
        : "A_ArrayExpr" in list
          ? list.A_ArrayExpr.elements
          : undefined;
  const values = nodes?.map(constantOf);
  return values?.every((each) => each !== undefined) ? values : undefined;
}

/** As `a - b`; not a number where they are unlike, or where their order is a matter of the collation. */
function compare(a: Given["constant"], b: Given["constant"]): number {
  const [one, other] = [numberOf(a), numberOf(b)];
  if (one !== undefined && other !== undefined) return one - other;
  if (typeof a !== typeof b || a === undefined) return Number.NaN;
  return a === b ? 0 : Number.POSITIVE_INFINITY;
}

/** `'1'` is a number where its column is of numbers; one of texts is then equal where the numbers are. */
function numberOf(value: Given["constant"]): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : undefined;
}

function decide(order: number, operator: string): boolean | undefined {
  if (Number.isNaN(order)) return undefined;
  if (operator === "=") return order === 0;
  if (operator === "<>" || operator === "!=") return order !== 0;
  // Texts that differ have an order that the collation alone knows.
  if (!Number.isFinite(order)) return undefined;
  switch (operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    default:
      return undefined;
  }
}
