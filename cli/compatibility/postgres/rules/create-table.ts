import type { CreateStmt, Node } from "libpg-query";
import { breaksBlue, mayBreakBlue, type Harm } from "../../harm.ts";
import { judgeReference } from "../judge-reference.ts";
import { judgeQuery } from "../judge-query.ts";
import { relationName } from "../nodes.ts";
import type { Rules } from "../rule.ts";

export const createTableRules: Rules = {
  CreateStmt(statement, made) {
    const table = relationName(statement.relation);
    const isTemporary = statement.relation?.relpersistence === "t";
    // When a temporary table is gone, its name is blue's again.
    const isLost = statement.if_not_exists === true || statement.oncommit === "ONCOMMIT_DROP";
    made.addTable(table, isLost ? "perhaps" : "new", isTemporary);
    const constraints = constraintsOf(statement);
    return [
      ...constraints.flatMap((constraint) => judgeReference(constraint, table)),
      ...judgeParents(statement, constraints.length > 0),
    ];
  },

  CreateForeignTableStmt({ base }, made) {
    if (!base) return [];
    made.addTable(relationName(base.relation), base.if_not_exists === true ? "perhaps" : "new");
    // A server elsewhere may refuse what blue writes.
    return judgeParents(base, true);
  },

  CreateTableAsStmt({ into, query, if_not_exists: ifNotExists }, made) {
    const isTemporary = into?.rel?.relpersistence === "t";
    made.addTable(relationName(into?.rel), ifNotExists === true ? "perhaps" : "new", isTemporary);
    return query ? judgeQuery(query, made) : [];
  },
};

function constraintsOf({
  tableElts = [],
}: CreateStmt): readonly Extract<Node, { Constraint: unknown }>["Constraint"][] {
  return tableElts
    .flatMap((element) => ("ColumnDef" in element ? (element.ColumnDef.constraints ?? []) : [element]))
    .flatMap((each) => ("Constraint" in each ? [each.Constraint] : []));
}

/** Blue reads and writes the parent, and by it the new table. */
function judgeParents({ relation, inhRelations = [], partbound }: CreateStmt, isConstrained: boolean): readonly Harm[] {
  const child = relationName(relation);
  return inhRelations.flatMap((each) => {
    const table = "RangeVar" in each ? relationName(each.RangeVar) : "";
    if (!partbound)
      return [mayBreakBlue(`blue's reads of ${table} find the rows of ${child}, too`, { table }, "reads")];
    if (!isConstrained) return [];
    const why = `blue's writes to ${table} that go to ${child} fail where it refuses them`;
    return [breaksBlue("writes", why, { table })];
  });
}
