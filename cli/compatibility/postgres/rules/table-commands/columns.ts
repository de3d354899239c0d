import { breaksBlue, mayBreakBlue } from "../../../harm.ts";
import { isNullConstant } from "../../expressions.ts";
import type { CommandRules } from "./command-rule.ts";

export const columnRules: CommandRules = {
  AT_DropColumn({ name = "" }, table, made) {
    const isNew = made.hasColumn(table, name);
    made.dropColumn(table, name);
    if (isNew) return [];
    return [breaksBlue("reads and writes", `blue's statements that name the column "${name}" fail`, { table })];
  },

  AT_AlterColumnType({ name = "" }, table, made) {
    if (made.hasColumn(table, name)) return [];
    const why = `blue's prepared SELECTs of the column "${name}" fail, and its writes where the value does not fit`;
    return [breaksBlue("reads and writes", why, { table })];
  },

  AT_SetNotNull({ name = "" }, table, made) {
    // A column with a default, which blue's INSERTs get.
    if (made.hasColumn(table, name) && !made.isLeftNull(table, name)) return [];
    return [breaksBlue("writes", `blue's writes that leave the column "${name}" null fail`, { table })];
  },

  AT_DropNotNull({ name = "" }, table, made) {
    if (made.hasColumn(table, name)) return [];
    return [mayBreakBlue(`blue may read null from the column "${name}"`, { table }, "reads")];
  },

  AT_ColumnDefault({ name = "", def }, table, made) {
    if (def === undefined || isNullConstant(def)) {
      const why = `blue's INSERTs that leave out the column "${name}" fail if it is NOT NULL`;
      if (made.isLeftNull(table, name)) return [];
      if (made.hasColumn(table, name)) made.addColumn(table, name, true);
      return [breaksBlue("writes", why, { table })];
    }
    made.fillColumn(table, name);
    // A unique column, a foreign key or a CHECK may refuse it.
    return [
      mayBreakBlue(`blue's INSERTs take the new default of "${name}", which may be refused`, { table }, "writes"),
    ];
  },

  AT_AddIdentity({ name = "", def }, table, made) {
    const isAlways = def !== undefined && "Constraint" in def && def.Constraint.generated_when !== "d";
    if (made.hasColumn(table, name)) return [];
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
