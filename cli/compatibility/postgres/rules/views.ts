import { breaksBlue, mayBreakBlue } from "../../harm.ts";
import { relationName } from "../nodes.ts";
import type { Rules } from "../rule.ts";

export const viewRules: Rules = {
  ViewStmt({ view, replace }, made) {
    const table = relationName(view);
    if (replace !== true) {
      made.addTable(table, "new", view?.relpersistence === "t");
      return [];
    }
    const harms = made.lessen([
      mayBreakBlue(`blue's reads of ${table} may find other rows and columns`, { table }, "reads"),
    ]);
    made.addTable(table, "perhaps");
    return harms;
  },

  RefreshMatViewStmt({ relation, concurrent, skipData }) {
    const table = relationName(relation);
    if (skipData === true) return [breaksBlue("reads", `blue's reads of ${table} fail: it has no data`, { table })];
    if (concurrent === true) return [];
    return [mayBreakBlue(`blue's reads of ${table} wait while it is filled`, { table }, "reads")];
  },

  RuleStmt({ relation, rulename = "" }) {
    const table = relationName(relation);
    const why = `blue's statements on ${table} become what the rule ${rulename} says`;
    return [breaksBlue("reads and writes", why, { table })];
  },
};
