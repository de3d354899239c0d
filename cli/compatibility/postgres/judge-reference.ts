import type { Constraint } from "libpg-query";
import { mayBreakBlue, type Harm } from "../harm.ts";
import { relationName } from "./nodes.ts";

/** What a foreign key does to the table that it refers to, whose rows blue may delete. */
export function judgeReference(constraint: Constraint, from: string): readonly Harm[] {
  if (constraint.contype !== "CONSTR_FOREIGN" || !constraint.pktable) return [];
  const table = relationName(constraint.pktable);
  if (table === from) return [];
  const why =
    constraint.fk_del_action === "c"
      ? `blue's DELETEs from ${table} delete rows of ${from}, too`
      : constraint.fk_del_action === "n" || constraint.fk_del_action === "d"
        ? `blue's DELETEs from ${table} change rows of ${from}, and fail where they may not be changed so`
        : `blue's DELETEs from ${table} fail (23503) once a row of ${from} refers to what they delete`;
  return [mayBreakBlue(why, { table }, "writes")];
}
