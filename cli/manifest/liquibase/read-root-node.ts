import { CHOOSERS } from "./choosers.ts";
import type { ChangelogNode } from "./changelog-node.ts";
import type { Changelog, ChangelogProblem, ChangelogStep, Changeset, ChangesetSql } from "./changelog.ts";

/** What belongs to a changeset and changes nothing. */
const ASIDE = new Set(["comment", "preConditions", "rollback", "validCheckSum", "tagDatabase", "empty", "output"]);
/** YAML has as children what in XML are attributes. */
const isChange = (node: ChangelogNode, parent: ChangelogNode): boolean =>
  !ASIDE.has(node.name) && !parent.attributes.has(node.name);

const isChosen = ({ attributes }: ChangelogNode): boolean => CHOOSERS.some((name) => attributes.get(name));

const isTrue = (text: string | undefined): boolean => text?.toLowerCase() === "true";

/** Reads what XML, YAML and JSON have in common: `databaseChangeLog` and what is in it. */
export function readRootNode(root: ChangelogNode): Changelog {
  const steps: ChangelogStep[] = [];
  const problems: ChangelogProblem[] = [];
  const isSkipped = (node: ChangelogNode): boolean => isTrue(node.attributes.get("ignore"));
  for (const node of root.children) {
    const step = isSkipped(node) ? undefined : readStep(node);
    if (step && "problem" in step) problems.push(step);
    else if (step) steps.push(step);
  }
  const skipped = root.children.filter(isSkipped).map(({ source }) => source);
  return {
    logicalFilePath: root.attributes.get("logicalFilePath"),
    isChosen: isChosen(root),
    steps,
    skipped,
    problems,
  };
}

function readStep(node: ChangelogNode): ChangelogStep | ChangelogProblem | undefined {
  const line = node.source.firstLine;
  const isRelative = isTrue(node.attributes.get("relativeToChangelogFile"));
  switch (node.name) {
    case "changeSet":
      return readChangeset(node);
    case "include": {
      const path = node.attributes.get("file");
      if (path === undefined) return { line, problem: "expected `file` of include, found none" };
      const mayBeMissing = node.attributes.get("errorIfMissing") === "false";
      return { kind: "include", path, isRelative, isChosen: isChosen(node), line, mayBeMissing };
    }
    case "includeAll": {
      const path = node.attributes.get("path");
      const filter = node.attributes.get("filter") ?? node.attributes.get("resourceFilter");
      if (path === undefined) return { line, problem: "expected `path` of includeAll, found none" };
      if (filter) return { line, problem: `expected no class that chooses the files of includeAll, found ${filter}` };
      return {
        kind: "includeAll",
        path,
        isRelative,
        isChosen: isChosen(node),
        line,
        mayBeMissing: node.attributes.get("errorIfMissingOrEmpty") === "false",
        endsWith: node.attributes.get("endsWithFilter") ?? "",
        minDepth: Number(node.attributes.get("minDepth") ?? 0),
        maxDepth: Number(node.attributes.get("maxDepth") ?? Number.MAX_SAFE_INTEGER),
      };
    }
    default:
      return undefined;
  }
}

function readChangeset(node: ChangelogNode): Changeset | ChangelogProblem {
  const { attributes, source } = node;
  const [id, author] = [attributes.get("id"), attributes.get("author")];
  if (!id || !author) return { line: source.firstLine, problem: "expected a changeSet with id and author" };
  const changes = node.children.filter((child) => isChange(child, node)).map(readChange);
  return {
    kind: "changeset",
    id,
    author,
    logicalFilePath: attributes.get("logicalFilePath"),
    dbms: attributes.get("dbms"),
    isRepeatable: isTrue(attributes.get("runOnChange")) || isTrue(attributes.get("runAlways")),
    isChosen: isChosen(node),
    line: source.firstLine,
    source: {
      ...source,
      elsewhere: node.children
        .filter(({ name }) => name === "rollback")
        .map((rollback) => ({ ...rollback.source, expected: "a declaration in the part that runs forwards" })),
    },
    sql: changes.every((change) => change !== undefined) ? changes : undefined,
  };
}

function readChange(node: ChangelogNode): ChangesetSql | undefined {
  const dbms = node.attributes.get("dbms");
  if (node.name === "sql") {
    const text = node.children.find(({ name }) => name === "sql")?.text ?? node.text;
    return text && { ...text, dbms };
  }
  const path = node.name === "sqlFile" ? node.attributes.get("path") : undefined;
  return path === undefined
    ? undefined
    : { path, isRelative: isTrue(node.attributes.get("relativeToChangelogFile")), dbms };
}
