import { breaksBlue, mayBreakBlue } from "../../harm.ts";
import { judgePlace } from "../judge-place.ts";
import { relationName } from "../nodes.ts";
import type { Rules } from "../rule.ts";

export const viewRules: Rules = {
  ViewStmt({ view, replace }, made) {
    const table = relationName(view);
    const isTemporary = view?.relpersistence === "t";
    const place = isTemporary ? [] : judgePlace(view?.schemaname, table, made);
    if (replace !== true) {
      // When a temporary view is gone, its name is blue's again.
      made.addTable(table, isTemporary ? "perhaps" : "new", "view");
      return place;
    }
    const harms = made.lessen([
      mayBreakBlue(`blue's reads of ${table} may find other rows and columns`, { table }, "reads"),
    ]);
    made.addTable(table, "perhaps", "view");
    return [...harms, ...place];
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
