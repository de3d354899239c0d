import type { Constraint, CreateStmt } from "libpg-query";
import { breaksBlue, mayBreakBlue, type Harm } from "../../harm.ts";
import type { Made } from "../../made.ts";
import { judgePlace } from "../judge-place.ts";
import { judgeReference } from "../judge-reference.ts";
import { judgeQuery } from "../judge-query.ts";
import { joinName, relationName } from "../nodes.ts";
import { judgeParted, shareOf } from "../partitions.ts";
import type { Rules } from "../rule.ts";

export const createTableRules: Rules = {
  CreateStmt(statement, made) {
    const { relation } = statement;
    const table = relationName(relation);
    const isTemporary = relation?.relpersistence === "t";
    // When a temporary table is gone, its name is blue's again.
    const isLost = statement.if_not_exists === true || statement.oncommit === "ONCOMMIT_DROP";
    made.addTable(table, isLost ? "perhaps" : "new", isTemporary ? "temporary" : "table");
    if (statement.partspec) made.partitions.split(table);
    const constraints = constraintsOf(statement);
    if (constraints.length > 0) made.constrain(table);
    for (const like of likesOf(statement)) made.constrain(table, like);
    return [
      ...(isTemporary ? [] : judgePlace(relation?.schemaname, table, made)),
      ...constraints.flatMap((constraint) => judgeReference(constraint, table)),
      ...judgeParents(statement, constraints.length > 0, made),
    ];
  },

  CreateForeignTableStmt({ base }, made) {
    if (!base) return [];
    const table = relationName(base.relation);
    made.addTable(table, base.if_not_exists === true ? "perhaps" : "new");
    made.constrain(table);
    // A server elsewhere may refuse what blue writes.
    return [...judgePlace(base.relation?.schemaname, table, made), ...judgeParents(base, true, made)];
  },

  CreateTableAsStmt({ into, query, if_not_exists: ifNotExists }, made) {
    const table = relationName(into?.rel);
    const isTemporary = into?.rel?.relpersistence === "t";
    made.addTable(table, ifNotExists === true ? "perhaps" : "new", isTemporary ? "temporary" : "table");
    return [
      ...(isTemporary ? [] : judgePlace(into?.rel?.schemaname, table, made)),
      ...(query ? judgeQuery(query, made) : []),
    ];
  },
};

/** What may refuse a row; a default refuses none. */
function constraintsOf({ tableElts = [] }: CreateStmt): readonly Constraint[] {
  return tableElts
    .flatMap((element) => ("ColumnDef" in element ? (element.ColumnDef.constraints ?? []) : [element]))
    .flatMap((each) => ("Constraint" in each ? [each.Constraint] : []))
    .filter(({ contype }) => contype !== "CONSTR_NULL" && contype !== "CONSTR_DEFAULT");
}

/** The tables whose columns, with their NOT NULL, it copies. */
function likesOf({ tableElts = [], ofTypename }: CreateStmt): readonly string[] {
  return [
    ...tableElts.flatMap((each) => ("TableLikeClause" in each ? [relationName(each.TableLikeClause.relation)] : [])),
    ...(ofTypename ? [joinName(ofTypename.names)] : []),
  ];
}

/** Blue reads and writes the parent, and by it the new table. */
function judgeParents(
  { relation, inhRelations = [], partbound }: CreateStmt,
  isConstrained: boolean,
  made: Made,
): readonly Harm[] {
  const child = relationName(relation);
  return inhRelations.flatMap((each): readonly Harm[] => {
    const table = "RangeVar" in each ? relationName(each.RangeVar) : "";
    made.join(child, table);
    if (!partbound) {
      return [mayBreakBlue(`blue's reads of ${table} find the rows of ${child}, too`, { table }, "reads")];
    }
    made.partitions.add(table, shareOf(partbound));
    const why = `blue's writes to ${table} that go to ${child} fail where it refuses them`;
    return [...(isConstrained ? [breaksBlue("writes", why, { table })] : []), ...judgeParted(child, table, made)];
  });
}
