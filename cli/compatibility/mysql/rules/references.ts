import { mayBreakBlue, type Harm } from "../../harm.ts";
import { nodeOf, nodesOf, tableName, textOf, type AstNode } from "../ast.ts";

/** What a foreign key, of a column or of a table, does to the table that it refers to, whose rows blue may delete. */
export function judgeReference(definition: AstNode, from: string): readonly Harm[] {
  const reference = nodeOf(definition, "reference_definition");
  const [referred] = nodesOf(reference, "table");
  if (!referred) return [];
  const table = tableName(referred);
  if (table === from) return [];
  const onDelete = nodesOf(reference, "on_action").find((each) => textOf(each, "type") === "on delete");
  const action = textOf(nodeOf(onDelete, "value"), "value").toLowerCase();
  const why =
    action === "cascade"
      ? `blue's DELETEs from ${table} delete rows of ${from}, too`
      : action === "set null"
        ? `blue's DELETEs from ${table} change rows of ${from}`
        : `blue's DELETEs from ${table} fail (1451) once a row of ${from} refers to what they delete`;
  return [mayBreakBlue(why, { table }, "writes")];
}
