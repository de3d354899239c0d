import { cutPart } from "../cut-part.ts";
import type { Changelog } from "./changelog.ts";
import { isFormattedSql, parseFormattedSql } from "./parse-formatted-sql.ts";
import { parseXml } from "./parse-xml.ts";
import { parseYaml } from "./parse-yaml.ts";
import { readRootNode } from "./read-root-node.ts";

/** The files that are changelogs. */
export const CHANGELOG_FILE = /\.(?:xml|ya?ml|json|sql)$/i;

const NOTHING = { logicalFilePath: undefined, isChosen: false, steps: [] } as const;

/** Reads a changelog as its name says. SQL without Liquibase's header is one changeset. */
export function parseChangelog(file: string, text: string): Changelog {
  if (/\.sql$/i.test(file)) return isFormattedSql(text) ? parseFormattedSql(text) : readPlainSql(text);
  if (!CHANGELOG_FILE.test(file))
    return { ...NOTHING, problems: [{ problem: "expected *.xml, *.yaml, *.json or *.sql" }] };
  const root = /\.xml$/i.test(file) ? parseXml(text) : parseYaml(text);
  return "problem" in root ? { ...NOTHING, problems: [root] } : readRootNode(root);
}

/** liquibase/liquibase@075f36d6, SqlChangeLogParser.java. */
function readPlainSql(text: string): Changelog {
  const changeset = {
    kind: "changeset",
    id: "raw",
    author: "includeAll",
    logicalFilePath: undefined,
    dbms: undefined,
    isRepeatable: false,
    isChosen: false,
    line: 1,
    source: cutPart(text),
    sql: [{ ...cutPart(text), dbms: undefined }],
  } as const;
  return { ...NOTHING, steps: text.trim() === "" ? [] : [changeset], problems: [] };
}
