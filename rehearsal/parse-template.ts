import { isCollection, isScalar, parseDocument, visit, YAMLMap, type Node } from "yaml";

/** Short forms whose long form is not `Fn::` and their name. */
const WITHOUT_PREFIX = new Set(["Ref", "Condition"]);

/**
 * Reads YAML with CloudFormation's short tags, as what they are short for: `!Not [x]` is `{ "Fn::Not": [x] }`.
 * @throws {Error} where it is no YAML
 */
export function parseTemplate(text: string): unknown {
  // Each tag, being unknown to YAML, would be a warning.
  const document = parseDocument(text, { logLevel: "error" });
  const [error] = document.errors;
  if (error) throw error;
  visit(document, {
    Node: (_, node) => {
      if (!(isCollection(node) || isScalar(node)) || node.tag === undefined) return undefined;
      const [, name] = /^!(\w+)$/.exec(node.tag) ?? [];
      return name === undefined ? undefined : longForm(name, node);
    },
  });
  return document.toJS();
}

function longForm(name: string, node: Node & { tag?: string | undefined }): YAMLMap {
  delete node.tag;
  const map = new YAMLMap();
  map.set(WITHOUT_PREFIX.has(name) ? name : `Fn::${name}`, node);
  return map;
}
