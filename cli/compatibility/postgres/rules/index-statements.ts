import { breaksBlue, mayBreakBlue, type Harm } from "../../harm.ts";
import { isDistinctWhileNull } from "../../is-distinct-while-null.ts";
import { writeName } from "../../name-text.ts";
import { relationName } from "../nodes.ts";
import type { Rules } from "../rule.ts";

export const indexRules: Rules = {
  IndexStmt(statement, made) {
    const table = relationName(statement.relation);
    const parts = (statement.indexParams ?? []).flatMap((each) => ("IndexElem" in each ? [each.IndexElem] : []));
    const schema = statement.relation?.schemaname;
    // An index is in its table's schema, which is not known of one of blue's.
    if (statement.idxname !== undefined && (schema !== undefined || made.isNewTable(table))) {
      const name = writeName(schema, statement.idxname);
      made.addObject(`index ${name}`, statement.if_not_exists === true ? "perhaps" : "new");
    }
    const harms: Harm[] = [];
    const names = parts.flatMap(({ name }) => name ?? []);
    const isUnique =
      statement.unique === true && (statement.nulls_not_distinct === true || !isDistinctWhileNull(names, table, made));
    if (isUnique) {
      harms.push(breaksBlue("writes", "blue's writes fail where they repeat a value that is now unique", { table }));
    }
    // An expression may fail on what blue writes, as a cast does on the wrong text.
    if (parts.some(({ expr }) => expr !== undefined) || statement.whereClause !== undefined) {
      harms.push(mayBreakBlue("blue's writes fail where the index's expression does", { table }, "writes"));
    }
    const included = (statement.indexIncludingParams ?? []).flatMap((each) =>
      "IndexElem" in each ? [each.IndexElem.name] : [],
    );
    const unbounded = [...names, ...included].find((each) => !made.columns.isBounded(table, each ?? ""));
    // A hash index holds of a value what has always one length.
    if (unbounded !== undefined && statement.accessMethod !== "hash") {
      const why = `blue's writes fail (54000) where "${unbounded}" is too long for the index, unless its type is short`;
      harms.push(mayBreakBlue(why, { table }, "writes"));
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
