import { AwsError } from "./aws-error.ts";
import type { QueryInputKind } from "./query-input-kinds.ts";

type Tree = Map<string, Tree | string>;

/**
 * Reads a query protocol form: `Targets.member.1.Id=…` is the first element of the list `Targets`, an object with `Id`.
 *
 * @param kinds the members that are not text.
 * @throws AwsError MalformedQueryString: the names contradict each other; ValidationError: a member is not of its kind.
 */
export function readQueryInput(form: URLSearchParams, kinds: Readonly<Record<string, QueryInputKind>>): object {
  const root: Tree = new Map();
  for (const [name, text] of form) {
    if (name !== "Action" && name !== "Version") plant(root, name, text);
  }
  return readStructure(root, kinds);
}

function plant(root: Tree, name: string, text: string): void {
  const path = name.split(".");
  const last = path.pop() ?? "";
  let tree = root;
  for (const step of path) {
    const branch = tree.get(step) ?? new Map<string, Tree | string>();
    if (typeof branch === "string") throw malformed(name);
    tree.set(step, branch);
    tree = branch;
  }
  if (tree.has(last)) throw malformed(name);
  tree.set(last, text);
}

function readStructure(tree: Tree, kinds: Readonly<Record<string, QueryInputKind>>): object {
  return Object.fromEntries(
    [...tree].map(([name, node]) => {
      const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
      if (kind === "list") return [name, readList(name, node, kinds)];
      return [name, typeof node === "string" ? readScalar(name, node, kind) : readStructure(node, kinds)];
    }),
  );
}

function readList(name: string, node: Tree | string, kinds: Readonly<Record<string, QueryInputKind>>): unknown[] {
  if (node === "") return [];
  const members = typeof node === "string" ? undefined : node.get("member");
  if (members === undefined || typeof members === "string") throw malformed(name);
  if (![...members.keys()].every((index) => /^[1-9]\d*$/.test(index))) throw malformed(name);
  return [...members]
    .sort(([left], [right]) => Number(left) - Number(right))
    .map(([, element]) => (typeof element === "string" ? element : readStructure(element, kinds)));
}

function readScalar(name: string, text: string, kind: "number" | "boolean" | undefined): string | number | boolean {
  if (kind === "number" && text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
  if (kind === "boolean" && (text === "true" || text === "false")) return text === "true";
  if (kind !== undefined) throw new AwsError("ValidationError", `${name} is not a ${kind}: '${text}'.`);
  return text;
}

function malformed(name: string): AwsError {
  return new AwsError("MalformedQueryString", `The query string is malformed at '${name}'.`);
}
