import type { Node } from "libpg-query";
import { breaksBlue, cannotTell, mayBreakBlue, ofRows, type Harm } from "../../harm.ts";
import type { Made } from "../../made.ts";
import { judgeQuery } from "../judge-query.ts";
import { relationName } from "../nodes.ts";
import type { Rules } from "../rule.ts";

export const dataRules: Rules = {
  SelectStmt: (statement, made) => judgeQuery({ SelectStmt: statement }, made),

  InsertStmt(statement, made) {
    const table = relationName(statement.relation);
    const { onConflictClause: conflict } = statement;
    const changes = conflict?.action === "ONCONFLICT_UPDATE";
    return [
      ofRows(
        mayBreakBlue(`blue reads rows of ${table} that it does not know, and may not write them again`, { table }),
      ),
      ...(changes ? [ofRows(breaksBlue("reads", `blue reads other values from rows of ${table}`, { table }))] : []),
      ...judgeParts([statement.selectStmt, ...(statement.withClause?.ctes ?? [])], made),
    ];
  },

  UpdateStmt(statement, made) {
    const table = relationName(statement.relation);
    const columns = (statement.targetList ?? []).flatMap((each) =>
      "ResTarget" in each ? [each.ResTarget.name ?? ""] : [],
    );
    const fillsNewColumns = columns.every((each) => made.columns.has(table, each));
    const harm = fillsNewColumns
      ? mayBreakBlue(`blue's writes to the same rows of ${table} wait`, { table }, "writes")
      : breaksBlue("reads", `blue reads other values from rows of ${table}`, { table });
    return [
      ofRows(harm),
      ...judgeParts(
        [
          ...(statement.targetList ?? []),
          ...(statement.fromClause ?? []),
          statement.whereClause,
          ...(statement.withClause?.ctes ?? []),
        ],
        made,
      ),
    ];
  },

  DeleteStmt({ relation, whereClause, usingClause = [], withClause }, made) {
    const table = relationName(relation);
    return [
      ofRows(breaksBlue("reads", `blue misses rows of ${table}`, { table })),
      ...judgeParts([whereClause, ...usingClause, ...(withClause?.ctes ?? [])], made),
    ];
  },

  MergeStmt({ relation, ...rest }, made) {
    const table = relationName(relation);
    return [
      ofRows(breaksBlue("reads", `blue reads other values from rows of ${table}`, { table })),
      ...judgeParts([{ MergeStmt: rest }], made),
    ];
  },

  TruncateStmt({ relations = [], behavior }) {
    const harms = relations.map((each): Harm => {
      const table = "RangeVar" in each ? relationName(each.RangeVar) : "";
      return breaksBlue("reads", `blue misses the rows of ${table}`, { table });
    });
    if (behavior !== "DROP_CASCADE") return harms;
    return [...harms, breaksBlue("reads", "blue misses the rows of each table that refers to these")];
  },

  CopyStmt({ relation, query, is_from: isFrom, is_program: isProgram }, made) {
    if (isProgram === true) return [cannotTell("what the program does is not known")];
    if (isFrom !== true) return query ? judgeQuery(query, made) : [];
    const table = relationName(relation);
    return [ofRows(mayBreakBlue(`blue reads rows of ${table} that it does not know`, { table }))];
  },
};

function judgeParts(parts: readonly (Node | undefined)[], made: Made): readonly Harm[] {
  return parts.flatMap((part) => (part ? judgeQuery(part, made) : []));
}
