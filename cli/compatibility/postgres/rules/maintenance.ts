import type { Node } from "libpg-query";
import { cannotTell, mayBreakBlue, type Harm } from "../../harm.ts";
import { relationName } from "../nodes.ts";
import type { Rules } from "../rule.ts";

export const maintenanceRules: Rules = {
  VacuumStmt({ options = [], rels = [] }) {
    const isFull = options.some((each) => "DefElem" in each && each.DefElem.defname === "full");
    if (!isFull) return [];
    const tables = rels.flatMap((each) =>
      "VacuumRelation" in each ? [relationName(each.VacuumRelation.relation)] : [],
    );
    return tables.length === 0 ? [waits(undefined)] : tables.map(waits);
  },
  ClusterStmt: ({ relation }) => [waits(relation && relationName(relation))],
  LockStmt: ({ relations = [] }) => relations.map((each) => waits(relationOf(each))),
  CheckPointStmt: () => [],
  ExplainStmt({ options = [] }) {
    const runs = options.some((each) => "DefElem" in each && each.DefElem.defname === "analyze");
    return runs ? [cannotTell("EXPLAIN ANALYZE runs what it explains")] : [];
  },
};

function waits(table: string | undefined): Harm {
  return mayBreakBlue(`blue's statements on ${table ?? "each table"} wait`, { table }, "reads and writes");
}

function relationOf(node: Node): string | undefined {
  return "RangeVar" in node ? relationName(node.RangeVar) : undefined;
}
