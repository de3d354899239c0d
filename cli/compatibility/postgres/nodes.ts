import type { Node, RangeVar } from "libpg-query";

export type Tag = Node extends infer N ? (N extends unknown ? keyof N : never) : never;
export type Tagged<T extends Tag> = Extract<Node, Record<T, unknown>>[T & keyof Extract<Node, Record<T, unknown>>];

/** `schema.table`, or the table alone where no schema is written. */
export function relationName(relation: RangeVar | undefined): string {
  return [relation?.schemaname, relation?.relname].filter((part) => part !== undefined).join(".");
}

/** A name that the parser gives as a list of its parts. */
export function joinName(parts: readonly Node[] | undefined): string {
  return strings(parts).join(".");
}

export function strings(nodes: readonly Node[] | undefined): readonly string[] {
  return (nodes ?? []).flatMap((node) => ("String" in node ? [node.String.sval ?? ""] : []));
}

/** The name of what a DROP, an ALTER or a COMMENT is about, however the parser wraps it. */
export function objectName(node: Node | undefined): string {
  if (node === undefined) return "";
  if ("List" in node) return joinName(node.List.items);
  if ("ObjectWithArgs" in node) return joinName(node.ObjectWithArgs.objname);
  if ("TypeName" in node) return joinName(node.TypeName.names);
  if ("RangeVar" in node) return relationName(node.RangeVar);
  return "String" in node ? (node.String.sval ?? "") : "";
}
