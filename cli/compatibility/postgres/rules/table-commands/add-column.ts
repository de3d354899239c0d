import type { ColumnDef, Constraint, Node } from "libpg-query";
import { breaksBlue, cannotTell, mayBreakBlue, type Harm } from "../../../harm.ts";
import type { Made } from "../../../made.ts";
import type { Given } from "../../../new-columns.ts";
import { isBounded, isNullByItself, isSerial } from "../../column-types.ts";
import { evaluateCheck } from "../../evaluate-check.ts";
import {
  columnsOf,
  failsForNone,
  givenBy,
  isNullConstant,
  isSteady,
  passesNull,
  usesSequence,
} from "../../expressions.ts";
import { judgeReference } from "../../judge-reference.ts";
import type { CommandRules } from "./command-rule.ts";

/** A column that is added to a table of blue's. */
interface Added {
  readonly name: string;
  readonly table: string;
  readonly constraints: readonly Constraint[];
  readonly isFilled: boolean;
  /** False, too, where its type may be a domain, which may have a default of its own. */
  readonly isLeftNull: boolean;
  readonly given: Given;
}

export const addColumnRules: CommandRules = {
  AT_AddColumn(command, table, made) {
    if (!command.def || !("ColumnDef" in command.def)) return [];
    const added = readColumn(command.def.ColumnDef, table);
    const { name, constraints } = added;
    const { typeName: type } = command.def.ColumnDef;
    // IF NOT EXISTS: the column that is there may be blue's.
    if (command.missing_ok !== true) made.columns.add(table, name, added.isLeftNull, isBounded(type));
    return [
      mayBreakBlue(
        `blue's prepared SELECT * fails, as its columns are not those it was prepared for, and its joins that name "${name}" without a table are ambiguous (42702)`,
        { table },
        "reads",
      ),
      ...(isSerial(type) ? [needsSequence(name, table)] : []),
      ...judgeNotNull(added),
      ...constraints.flatMap((each) => judgeConstraint(each, added, made)),
      ...constraints.flatMap((each) => judgeReference(each, table)),
    ];
  },
};

/** Blue's role needs USAGE of a sequence that green's role owns: who is who is not written in a migration. */
export function needsSequence(column: string, table: string): Harm {
  const why = `blue's INSERTs fail (42501) if it logs in as a role that may not use the sequence of "${column}"`;
  return mayBreakBlue(why, { table }, "writes");
}

/** What a default that is an expression does to blue's INSERTs, which evaluate it in blue's connection. */
export function judgeDefault(expression: Node | undefined, column: string, table: string): readonly Harm[] {
  if (isNullConstant(expression)) return [];
  if (usesSequence(expression)) return [needsSequence(column, table)];
  if (isSteady(expression)) return [];
  return [
    cannotTell(`what the default of "${column}" gives in blue's connection, if anything, is not known`, { table }),
  ];
}

function readColumn({ colname: name = "", typeName, constraints: nodes = [] }: ColumnDef, table: string): Added {
  const constraints = nodes.flatMap((each) => ("Constraint" in each ? [each.Constraint] : []));
  const isNumbered = isSerial(typeName) || constraints.some(({ contype }) => contype === "CONSTR_IDENTITY");
  const given = givenBy(constraints.find(({ contype }) => contype === "CONSTR_DEFAULT")?.raw_expr);
  const isFilled = isNumbered || constraints.some(fills);
  return {
    name,
    table,
    constraints,
    isFilled,
    isLeftNull: !isFilled && isNullByItself(typeName),
    given: isNumbered ? { isDistinct: true } : given,
  };
}

function judgeNotNull({ constraints, name, table, isFilled }: Added): readonly Harm[] {
  const isRequired = constraints.some(({ contype }) => contype === "CONSTR_NOTNULL" || contype === "CONSTR_PRIMARY");
  if (!isRequired || isFilled) return [];
  const why = `blue's INSERTs fail: they leave out the column "${name}", which is NOT NULL and has no default`;
  return [breaksBlue("writes", why, { table })];
}

function judgeConstraint(constraint: Constraint, added: Added, made: Made): readonly Harm[] {
  const { name, table, isFilled, isLeftNull, given } = added;
  const type: string = constraint.contype ?? "";
  switch (type) {
    case "CONSTR_DEFAULT":
      return judgeDefault(constraint.raw_expr, name, table);
    case "CONSTR_GENERATED":
      return judgeGenerated(constraint, added, made);
    case "CONSTR_UNIQUE":
    case "CONSTR_PRIMARY": {
      made.columns.restrict(table, name, ({ isDistinct }) => isDistinct);
      if (isFilled ? given.isDistinct : isLeftNull && constraint.nulls_not_distinct !== true) return [];
      const why = `blue's INSERTs fail: each leaves the same value in the column "${name}", which is unique`;
      return [breaksBlue("writes", why, { table })];
    }
    case "CONSTR_CHECK":
      return judgeCheck(constraint, added, made);
    case "CONSTR_FOREIGN":
      made.columns.restrict(table, name, () => undefined);
      if (!isFilled) return [];
      return [breaksBlue("writes", `blue's INSERTs fail where no row has the default of "${name}"`, { table })];
    default:
      return [];
  }
}

function judgeCheck({ raw_expr: condition }: Constraint, added: Added, made: Made): readonly Harm[] {
  const { name, table, isFilled, given } = added;
  const breaks = [breaksBlue("writes", "blue's writes fail where they break the new CHECK", { table })];
  if (!condition) return breaks;
  const holdsFor = ({ constant }: Given): boolean | undefined =>
    constant === undefined ? undefined : evaluateCheck(condition, name, constant);
  made.columns.restrict(table, name, holdsFor);
  if (!isFilled) return passesNull(condition, (each) => each === name) ? [] : breaks;
  const holds = holdsFor(given);
  // The rows that are there have the default, too: by those the database sees to it that it passes.
  const isOfItself = columnsOf(condition).every((each) => each === name);
  return holds === true || (holds === undefined && isOfItself) ? [] : breaks;
}

function judgeGenerated({ raw_expr: expression, generated_kind: kind }: Constraint, added: Added, made: Made) {
  const { name, table } = added;
  const isOfBlue = columnsOf(expression).some((each) => !made.columns.isLeftNull(table, each));
  if (kind === "v" || !isOfBlue || failsForNone(expression)) return [];
  const why = `blue's writes fail where "${name}" cannot be calculated of them (22003, 22P02)`;
  return [breaksBlue("writes", why, { table })];
}

/** Whether a row that does not name the column has something in it other than null. */
function fills({ contype, raw_expr: expression }: Constraint): boolean {
  if (contype === "CONSTR_DEFAULT") return !isNullConstant(expression);
  return contype === "CONSTR_IDENTITY" || contype === "CONSTR_GENERATED";
}
