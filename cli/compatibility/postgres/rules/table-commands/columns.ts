import { breaksBlue, mayBreakBlue } from "../../../harm.ts";
import { judgeGiven } from "../../../judge-given.ts";
import { givenBy, isNullConstant } from "../../expressions.ts";
import { judgeCascade } from "../../judge-cascade.ts";
import { judgeDefault } from "./add-column.ts";
import type { CommandRules } from "./command-rule.ts";

export const columnRules: CommandRules = {
  AT_DropColumn({ name = "", behavior }, table, made) {
    const isNew = made.columns.has(table, name);
    made.columns.drop(table, name);
    return [
      ...(isNew
        ? []
        : [breaksBlue("reads and writes", `blue's statements that name the column "${name}" fail`, { table })]),
      ...judgeCascade(behavior),
    ];
  },

  AT_AlterColumnType({ name = "" }, table, made) {
    if (made.columns.has(table, name)) return [];
    const why = `blue's prepared SELECTs of the column "${name}" fail, and its writes where the value does not fit`;
    return [breaksBlue("reads and writes", why, { table })];
  },

  AT_SetNotNull({ name = "" }, table, made) {
    // A column with a default, which blue's INSERTs get.
    if (made.columns.has(table, name) && !made.columns.isLeftNull(table, name)) return [];
    return [breaksBlue("writes", `blue's writes that leave the column "${name}" null fail`, { table })];
  },

  AT_DropNotNull({ name = "" }, table, made) {
    if (made.columns.has(table, name)) return [];
    return [mayBreakBlue(`blue may read null from the column "${name}"`, { table }, "reads")];
  },

  AT_ColumnDefault({ name = "", def }, table, made) {
    if (def === undefined || isNullConstant(def)) {
      const why = `blue's INSERTs that leave out the column "${name}" fail if it is NOT NULL`;
      if (made.columns.isLeftNull(table, name)) return [];
      made.columns.setLeftNull(table, name, true);
      return [breaksBlue("writes", why, { table })];
    }
    const met = judgeGiven(givenBy(def), name, table, made);
    made.columns.setLeftNull(table, name, false);
    // A unique column, a foreign key or a CHECK may refuse it.
    return [
      mayBreakBlue(`blue's INSERTs take the new default of "${name}", which may be refused`, { table }, "writes"),
      ...judgeDefault(def, name, table),
      ...met,
    ];
  },

  AT_AddIdentity({ name = "", def }, table, made) {
    const isAlways = def !== undefined && "Constraint" in def && def.Constraint.generated_when !== "d";
    if (made.columns.has(table, name)) {
      const met = judgeGiven({ isDistinct: true }, name, table, made);
      made.columns.setLeftNull(table, name, false);
      return met;
    }
    if (isAlways) {
      return [breaksBlue("writes", `blue's INSERTs that give the column "${name}" a value fail`, { table })];
    }
    return [mayBreakBlue(`what blue writes into "${name}" may meet what the identity gives`, { table }, "writes")];
  },

  AT_SetIdentity({ name = "", def }, table) {
    const options = def !== undefined && "List" in def ? (def.List.items ?? []) : [];
    const makesAlways = options.some(
      (each) =>
        "DefElem" in each &&
        each.DefElem.defname === "generated" &&
        // The letter `a` (97) or `d` (100) of pg_attribute.attidentity.
        !(each.DefElem.arg && "Integer" in each.DefElem.arg && each.DefElem.arg.Integer.ival === 100),
    );
    if (makesAlways) {
      return [breaksBlue("writes", `blue's INSERTs that give the column "${name}" a value fail`, { table })];
    }
    return [mayBreakBlue(`what blue is given for "${name}" may be taken already`, { table }, "writes")];
  },

  AT_DropIdentity({ name = "" }, table) {
    return [breaksBlue("writes", `blue's INSERTs that leave out the column "${name}" fail`, { table })];
  },

  AT_SetExpression({ name = "" }, table) {
    return [mayBreakBlue(`blue reads other values from the column "${name}"`, { table }, "reads")];
  },

  AT_DropExpression({ name = "" }, table) {
    const why = `the column "${name}" is no longer calculated: blue reads null from it, or its INSERTs fail`;
    return [breaksBlue("reads and writes", why, { table })];
  },

  AT_SetStatistics: () => [],
  AT_SetOptions: () => [],
  AT_ResetOptions: () => [],
  AT_SetStorage: () => [],
  AT_SetCompression: () => [],
};
