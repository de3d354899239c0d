import type { Node, RangeVar } from "libpg-query";
import { writeName } from "../name-text.ts";

export type Tag = Node extends infer N ? (N extends unknown ? keyof N : never) : never;
export type Tagged<T extends Tag> = Extract<Node, Record<T, unknown>>[T & keyof Extract<Node, Record<T, unknown>>];

/** `schema.table`, or the table alone where no schema is written. */
export function relationName(relation: RangeVar | undefined): string {
  return writeName(relation?.schemaname, relation?.relname);
}

/** A name that the parser gives as a list of its parts. */
export function joinName(parts: readonly Node[] | undefined): string {
  return writeName(...strings(parts));
}

/** The schema that is written before such a name. */
export function schemaOf(parts: readonly Node[] | undefined): string | undefined {
  return strings(parts).at(-2);
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
  return "String" in node ? writeName(node.String.sval) : "";
}
