import { AwsError } from "./aws-error.ts";
import type { InputShape } from "./input-shape.ts";

type Tree = Map<string, Tree | string>;
type Members = Readonly<Record<string, InputShape>>;

/**
 * Reads a query protocol form: `Targets.member.1.Id=…` is the first element of the list `Targets`, an object with `Id`. A
 * form carries only text, and an empty list looks like an empty string: the shape tells what is meant. Members without a
 * shape are kept, for whoever checks the input to name them.
 *
 * @param members the shapes of the input's members.
 * @throws AwsError MalformedQueryString: the names contradict each other or the shape; ValidationError: a member is not of
 * its type.
 */
export function readQueryInput(form: URLSearchParams, members: Members): object {
  const root: Tree = new Map();
  for (const [name, text] of form) {
    if (name !== "Action" && name !== "Version") plant(root, name, text);
  }
  return readStructure(root, members);
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

function readStructure(tree: Tree, members: Members): object {
  return Object.fromEntries(
    [...tree].map(([name, node]) => [name, read(name, node, Object.hasOwn(members, name) ? members[name] : undefined)]),
  );
}

function read(name: string, node: Tree | string, shape: InputShape | undefined): unknown {
  if (shape === undefined || shape.kind === "unsupported") {
    return typeof node === "string" ? node : readStructure(node, {});
  }
  if (shape.kind === "list") return readList(name, node, shape.of);
  if (shape.kind === "structure") {
    if (typeof node === "string") throw malformed(name);
    return readStructure(node, shape.members);
  }
  if (typeof node !== "string") throw malformed(name);
  return readScalar(name, node, shape.kind);
}

function readList(name: string, node: Tree | string, of: InputShape): unknown[] {
  if (node === "") return [];
  const elements = typeof node === "string" ? undefined : node.get("member");
  if (elements === undefined || typeof elements === "string") throw malformed(name);
  if (![...elements.keys()].every((index) => /^[1-9]\d*$/.test(index))) throw malformed(name);
  return [...elements]
    .sort(([left], [right]) => Number(left) - Number(right))
    .map(([, element]) => read(name, element, of));
}

function readScalar(name: string, text: string, kind: InputShape["kind"]): string | number | boolean {
  if (kind === "integer") {
    if (/^[+-]?\d+$/.test(text)) return Number(text);
    throw new AwsError("ValidationError", `${name} is not a number: '${text}'.`);
  }
  if (kind === "number") {
    if (text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
    throw new AwsError("ValidationError", `${name} is not a number: '${text}'.`);
  }
  if (kind === "timestamp") {
    const milliseconds = Date.parse(text);
    // In seconds, as the JSON protocol has it.
    if (!Number.isNaN(milliseconds)) return milliseconds / 1000;
    throw new AwsError("ValidationError", `timestamp ${text} must follow ISO8601`);
  }
  if (kind === "boolean") {
    if (text === "true" || text === "false") return text === "true";
    throw new AwsError("ValidationError", `${name} is not a boolean: '${text}'.`);
  }
  return text;
}

function malformed(name: string): AwsError {
  return new AwsError("MalformedQueryString", `The query string is malformed at '${name}'.`);
}
