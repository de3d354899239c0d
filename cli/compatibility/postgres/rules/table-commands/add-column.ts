import type { ColumnDef, Constraint } from "libpg-query";
import { breaksBlue, mayBreakBlue, type Harm } from "../../../harm.ts";
import { isNullConstant, isSurelyDistinct, passesNull } from "../../expressions.ts";
import { judgeReference } from "../../judge-reference.ts";
import { strings } from "../../nodes.ts";
import type { CommandRules } from "./command-rule.ts";

export const addColumnRules: CommandRules = {
  AT_AddColumn(command, table, made) {
    if (!command.def || !("ColumnDef" in command.def)) return [];
    const column = command.def.ColumnDef;
    const name = column.colname ?? "";
    const constraints = (column.constraints ?? []).flatMap((each) => ("Constraint" in each ? [each.Constraint] : []));
    const isFilled = isSerial(column) || constraints.some(fills);
    // IF NOT EXISTS: the column that is there may be blue's.
    if (command.missing_ok !== true) made.addColumn(table, name, !isFilled);
    return [
      mayBreakBlue(`blue's prepared SELECT * fails: its columns are not those it was prepared for`, { table }, "reads"),
      ...judgeNotNull(constraints, name, table, isFilled),
      ...constraints.flatMap((each) => judgeConstraint(each, column, constraints, table, isFilled)),
      ...constraints.flatMap((each) => judgeReference(each, table)),
    ];
  },
};

function judgeNotNull(
  constraints: readonly Constraint[],
  name: string,
  table: string,
  isFilled: boolean,
): readonly Harm[] {
  const isRequired = constraints.some(({ contype }) => contype === "CONSTR_NOTNULL" || contype === "CONSTR_PRIMARY");
  if (!isRequired || isFilled) return [];
  const why = `blue's INSERTs fail: they leave out the column "${name}", which is NOT NULL and has no default`;
  return [breaksBlue("writes", why, { table })];
}

function judgeConstraint(
  constraint: Constraint,
  column: ColumnDef,
  all: readonly Constraint[],
  table: string,
  isFilled: boolean,
): readonly Harm[] {
  const name = column.colname ?? "";
  const type: string = constraint.contype ?? "";
  switch (type) {
    case "CONSTR_UNIQUE":
    case "CONSTR_PRIMARY": {
      const isDistinct = isFilled ? isGivenDistinct(column, all) : constraint.nulls_not_distinct !== true;
      if (isDistinct) return [];
      const why = `blue's INSERTs fail: each leaves the same value in the column "${name}", which is unique`;
      return [breaksBlue("writes", why, { table })];
    }
    case "CONSTR_CHECK":
      if (constraint.raw_expr && passesNull(constraint.raw_expr, (each) => each === name)) return [];
      return [breaksBlue("writes", "blue's writes fail where they break the new CHECK", { table })];
    case "CONSTR_FOREIGN":
      if (!isFilled) return [];
      return [breaksBlue("writes", `blue's INSERTs fail where no row has the default of "${name}"`, { table })];
    default:
      return [];
  }
}

/** Whether a row that does not name the column has something in it other than null. */
function fills({ contype, raw_expr: expression }: Constraint): boolean {
  if (contype === "CONSTR_DEFAULT") return !isNullConstant(expression);
  return contype === "CONSTR_IDENTITY" || contype === "CONSTR_GENERATED";
}

function isGivenDistinct(column: ColumnDef, constraints: readonly Constraint[]): boolean {
  if (isSerial(column)) return true;
  return constraints.some(
    ({ contype, raw_expr: expression }) =>
      contype === "CONSTR_IDENTITY" || (contype === "CONSTR_DEFAULT" && isSurelyDistinct(expression)),
  );
}

function isSerial({ typeName }: ColumnDef): boolean {
  const type = strings(typeName?.names).at(-1) ?? "";
  return /^(?:small|big)?serial\d?$/.test(type);
}
