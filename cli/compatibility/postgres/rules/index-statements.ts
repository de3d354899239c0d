import { breaksBlue, mayBreakBlue, type Harm } from "../../harm.ts";
import { relationName } from "../nodes.ts";
import type { Rules } from "../rule.ts";

export const indexRules: Rules = {
  IndexStmt(statement, made) {
    const table = relationName(statement.relation);
    const parts = (statement.indexParams ?? []).flatMap((each) => ("IndexElem" in each ? [each.IndexElem] : []));
    if (statement.idxname !== undefined) {
      made.addObject(`index ${statement.idxname}`, statement.if_not_exists === true ? "perhaps" : "new");
    }
    const harms: Harm[] = [];
    const isLeftNull =
      statement.nulls_not_distinct !== true &&
      parts.some(({ name }) => name !== undefined && made.isLeftNull(table, name));
    if (statement.unique === true && !isLeftNull) {
      harms.push(breaksBlue("writes", "blue's writes fail where they repeat a value that is now unique", { table }));
    }
    // An expression may fail on what blue writes, as a cast does on the wrong text.
    if (parts.some(({ expr }) => expr !== undefined) || statement.whereClause !== undefined) {
      harms.push(mayBreakBlue("blue's writes fail where the index's expression does", { table }, "writes"));
    }
    if (statement.concurrent !== true) {
      harms.push(mayBreakBlue("blue's writes wait while the index is built", { table }, "writes"));
    }
    return harms;
  },

  ReindexStmt({ params = [], relation }) {
    const isConcurrent = params.some((each) => "DefElem" in each && each.DefElem.defname === "concurrently");
    if (isConcurrent) return [];
    const table = relation && relationName(relation);
    return [mayBreakBlue("blue's statements wait while the index is built", { table }, "reads and writes")];
  },
};
