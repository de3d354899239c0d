import { writeName } from "../name-text.ts";

/** A node as node-sql-parser gives it, whose own types leave out much of what it gives. */
export type AstNode = Readonly<Record<string, unknown>>;

export function textOf(node: AstNode | undefined, key: string): string {
  const value = node?.[key];
  return typeof value === "string" ? value : "";
}

export function nodeOf(node: AstNode | undefined, key: string): AstNode | undefined {
  const value = node?.[key];
  return isNode(value) ? value : undefined;
}

export function nodesOf(node: AstNode | undefined, key: string): readonly AstNode[] {
  const value = node?.[key];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function isSet(node: AstNode | undefined, key: string): boolean {
  const value = node?.[key];
  return value !== null && value !== undefined && value !== "";
}

/** `database.table`, or the table alone where no database is written. */
export function tableName(node: AstNode | undefined, key = "table"): string {
  return writeName(...[textOf(node, "db"), textOf(node, key)].filter((part) => part !== ""));
}

/** Of the column that a node is about: `{column: {type: "column_ref", column: "a"}}`. */
export function columnName(node: AstNode | undefined, key = "column"): string {
  return textOf(nodeOf(node, key), "column");
}

/** The keys that say something, and that are not among those that are understood. */
export function unknownKeys(node: AstNode, known: ReadonlySet<string>): readonly string[] {
  return Object.keys(node).filter((key) => !known.has(key) && isSet(node, key));
}

function isNode(value: unknown): value is AstNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
