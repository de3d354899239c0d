import type { Constraint } from "libpg-query";
import { breaksBlue, cannotTell, mayBreakBlue, type Harm } from "../../../harm.ts";
import type { Made } from "../../../made.ts";
import { isDistinctWhileNull } from "../../../is-distinct-while-null.ts";
import { seemsUnique } from "../../../seems-unique.ts";
import { evaluateCheck } from "../../evaluate-check.ts";
import { columnsOf, passesNull } from "../../expressions.ts";
import { judgeCascade } from "../../judge-cascade.ts";
import { judgeReference } from "../../judge-reference.ts";
import { strings } from "../../nodes.ts";
import type { CommandRules } from "./command-rule.ts";

export const constraintRules: CommandRules = {
  AT_AddConstraint({ def }, table, made) {
    if (!def || !("Constraint" in def)) return [cannotTell("what the constraint does is not known", { table })];
    return [...judgeConstraint(def.Constraint, table, made), ...judgeReference(def.Constraint, table)];
  },

  AT_DropConstraint({ name = "", behavior }, table) {
    if (seemsUnique(name)) {
      return [
        breaksBlue("writes", `blue's INSERT … ON CONFLICT fails without the constraint "${name}"`, { table }),
        ...judgeCascade(behavior),
      ];
    }
    const why = `without the constraint "${name}" blue's INSERT … ON CONFLICT fails if it is unique, and no row is deleted with another if it is a foreign key`;
    return [mayBreakBlue(why, { table }, "writes"), ...judgeCascade(behavior)];
  },

  AT_AlterConstraint({ def }, table) {
    const name = def && "ATAlterConstraint" in def ? def.ATAlterConstraint.conname : undefined;
    return [mayBreakBlue(`blue's writes meet the constraint "${name ?? ""}" at another time`, { table }, "writes")];
  },

  AT_ValidateConstraint: () => [],
};

function judgeConstraint(constraint: Constraint, table: string, made: Made): readonly Harm[] {
  const isLeftNull = (column: string): boolean => made.columns.isLeftNull(table, column);
  const type: string = constraint.contype ?? "";
  switch (type) {
    case "CONSTR_CHECK":
      if (constraint.is_enforced !== true) return [mayBreakBlue("the CHECK is noted, not enforced", { table })];
      if (passesWhileNull(constraint, table, made)) return [waits(table)];
      // NOT VALID leaves out the rows that are there, not those that blue writes from now on.
      return [breaksBlue("writes", "blue's writes fail where they break the new CHECK", { table })];
    case "CONSTR_FOREIGN":
      if (constraint.is_enforced !== true) return [mayBreakBlue("the foreign key is noted, not enforced", { table })];
      if (constraint.fk_matchtype !== "f" && strings(constraint.fk_attrs).some(isLeftNull)) {
        for (const column of strings(constraint.fk_attrs)) made.columns.restrict(table, column, () => undefined);
        return [waits(table)];
      }
      return [breaksBlue("writes", "blue's writes fail where the row that they refer to is not there", { table })];
    case "CONSTR_UNIQUE":
      if (constraint.indexname !== undefined) return judgeIndex(constraint, table);
      if (constraint.nulls_not_distinct !== true && isDistinctWhileNull(strings(constraint.keys), table, made)) {
        return [waits(table)];
      }
      return [breaksBlue("writes", "blue's writes fail where they repeat a value that is now unique", { table })];
    case "CONSTR_PRIMARY":
      return [breaksBlue("writes", "blue's writes fail where the new primary key is null or repeated", { table })];
    case "CONSTR_EXCLUSION":
      return [breaksBlue("writes", "blue's writes fail where the new exclusion forbids them", { table })];
    case "CONSTR_NOTNULL":
      return [breaksBlue("writes", "blue's writes fail where they leave a column null that may not be", { table })];
    default:
      return [cannotTell("what the constraint does is not known", { table })];
  }
}

function passesWhileNull({ raw_expr: condition }: Constraint, table: string, made: Made): boolean {
  if (!condition || !passesNull(condition, (column) => made.columns.isLeftNull(table, column))) return false;
  for (const column of columnsOf(condition)) {
    made.columns.restrict(table, column, ({ constant }) =>
      constant === undefined ? undefined : evaluateCheck(condition, column, constant),
    );
  }
  return true;
}

/** The index is there, and unique, already: only that its check is deferred is news to blue. */
function judgeIndex({ deferrable, indexname = "" }: Constraint, table: string): readonly Harm[] {
  if (deferrable !== true) return [];
  return [breaksBlue("writes", `blue's INSERT … ON CONFLICT fails: "${indexname}" can be deferred`, { table })];
}

function waits(table: string): Harm {
  return mayBreakBlue("blue's writes wait while the rows are checked", { table }, "writes");
}
