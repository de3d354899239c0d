import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from "yaml";
import type { ChangelogNode } from "./changelog-node.ts";
import type { ChangelogProblem } from "./changelog.ts";

const ROOT = "databaseChangeLog";

/** Reads a changelog in YAML, or in JSON, which is YAML: its root, or what is wrong with it. */
export function parseYaml(text: string): ChangelogNode | ChangelogProblem {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) return { line: lines.linePos(error.pos[0]).line, problem: `expected YAML: ${error.message}` };
  const convert = (name: string, node: unknown, from?: number): ChangelogNode => {
    const [first = 0, end = first] = isMap(node) || isSeq(node) || isScalar(node) ? (node.range ?? []) : [];
    // A comment may stand between a key and the map that is its value.
    const start = isMap(node) ? (from ?? first) : first;
    const source = { text: text.slice(start, end), firstLine: lines.linePos(start).line };
    const attributes = new Map<string, string>();
    const children: ChangelogNode[] = [];
    for (const { key, value, start: keyStart } of entriesOf(node)) {
      if (isScalar(value)) attributes.set(key, valueOf(value));
      // The changes of a changeset are its children in XML.
      if (isSeq(value) && key === "changes") children.push(...convert(key, value).children);
      else children.push(convert(key, value, keyStart));
    }
    return { name, attributes, children, text: isScalar(node) ? textOf(node, source.firstLine) : undefined, source };
  };
  const root = isMap(document.contents) ? document.get(ROOT, true) : undefined;
  return isSeq(root) ? convert(ROOT, root) : { problem: `expected a list \`${ROOT}\`, found none` };
}

/** What a map has, and a list of maps, each with its name. An alias is not followed: nobody writes a changeset twice. */
function entriesOf(
  node: unknown,
): readonly { readonly key: string; readonly value: unknown; readonly start?: number }[] {
  if (isSeq(node)) return node.items.flatMap(entriesOf);
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) => {
    const start = isScalar(key) ? key.range?.[0] : undefined;
    return isScalar(key) ? [{ key: String(key.value), value, ...(start !== undefined && { start }) }] : [];
  });
}

/** As it is written, so that an id of `01` or `1.10` stays one. */
const valueOf = (node: Node & { readonly value: unknown; readonly source?: string }): string =>
  typeof node.value === "string" ? node.value : (node.source ?? String(node.value));

function textOf(node: Node & { readonly value: unknown; readonly type?: string }, line: number) {
  // The text of a block begins below its `|`.
  const isBlock = node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
  return { text: valueOf(node), firstLine: isBlock ? line + 1 : line };
}
