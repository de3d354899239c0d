import { CHOOSERS } from "./choosers.ts";
import type { ElsewherePart, SourcePart } from "../migration-folder.ts";
import type { Changelog, ChangelogProblem, Changeset } from "./changelog.ts";

/** The patterns of liquibase/liquibase@09623fcf, AbstractFormattedChangeLogParser.java. */
const HEADER = /^\s*--\s*liquibase\s*formatted/i;
const CHANGESET = /^\s*--\s*changeset\s+("[^"]+"|[^:]+):\s*("[^"]+"|\S+)(.*)$/i;
const CHANGESET_WORD = /^\s*--\s*changeset\b/i;
/** MySQL takes `--rollback`, without a space, for no comment. */
const DIRECTIVE = /^\s*--\s*(?:rollback|preconditions?|comments?|validCheckSum|property|ignoreLines|changeset)\b/i;
const IGNORE_LINES = /^\s*--\s*ignoreLines:(\w+)/i;

const unquote = (text: string): string => text.replace(/^"(.*)"$/s, "$1");
const findOption = (line: string, name: string): string | undefined => {
  const found = new RegExp(`\\b${name}:("[^"]*"|\\S+)`, "i").exec(line)?.[1];
  return found && unquote(found);
};
const isOn = (line: string, name: string): boolean => findOption(line, name)?.toLowerCase() === "true";

/** Whether a file is what Liquibase calls formatted SQL. */
export const isFormattedSql = (text: string): boolean => HEADER.test(text.replace(/^\uFEFF/, "").trimStart());

/** Reads formatted SQL: a changeset goes from its line `--changeset author:id` to the next. */
export function parseFormattedSql(text: string): Changelog {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const starts = lines.flatMap((line, index) => (CHANGESET_WORD.test(line) ? [index] : []));
  const ignored = findIgnoredLines(lines);
  const problems: ChangelogProblem[] = [];
  const steps: Changeset[] = [];
  const skipped: SourcePart[] = [];
  for (const [order, start] of starts.entries()) {
    const head = lines[start] ?? "";
    const [, author, id, options = ""] = CHANGESET.exec(head) ?? [];
    const part = lines.slice(start, starts[order + 1] ?? lines.length);
    const source = { text: part.join("\n"), firstLine: start + 1 };
    if (ignored.has(start) || isOn(options, "ignore")) {
      skipped.push(source);
      continue;
    }
    if (author === undefined || id === undefined) {
      problems.push({ line: start + 1, problem: "expected `--changeset author:id`" });
      continue;
    }
    const sql = part.map((line, index) => (DIRECTIVE.test(line) || ignored.has(start + index) ? "" : line));
    steps.push({
      kind: "changeset",
      id: unquote(id),
      author: unquote(author.trim()),
      logicalFilePath: findOption(options, "logicalFilePath"),
      dbms: findOption(options, "dbms"),
      isRepeatable: isOn(options, "runOnChange") || isOn(options, "runAlways"),
      isChosen: CHOOSERS.some((name) => findOption(options, name)),
      line: start + 1,
      source: {
        ...source,
        elsewhere: [...rollbacksIn(source), ...(order + 1 < starts.length ? aboveNext(source) : [])],
      },
      sql: [{ text: sql.join("\n"), firstLine: start + 1, dbms: undefined }],
    });
  }
  const header = lines.find((line) => HEADER.test(line)) ?? "";
  return { logicalFilePath: findOption(header, "logicalFilePath"), isChosen: false, steps, skipped, problems };
}

function findIgnoredLines(lines: readonly string[]): ReadonlySet<number> {
  const ignored = new Set<number>();
  for (let index = 0; index < lines.length; index += 1) {
    const count = IGNORE_LINES.exec(lines[index] ?? "")?.[1]?.toLowerCase();
    if (count === undefined) continue;
    const end = lines.findIndex((line, other) => other > index && /^\s*--\s*ignoreLines:end/i.test(line));
    const last = count === "start" ? (end === -1 ? lines.length : end) : index + (Number.parseInt(count, 10) || 0);
    for (index += 1; index <= last && index < lines.length; index += 1) ignored.add(index);
    index -= 1;
  }
  return ignored;
}

/** Rollbacks of several lines are comments of their own. */
function rollbacksIn({ text, firstLine }: SourcePart): readonly ElsewherePart[] {
  return [...text.matchAll(/\/\*\s*liquibase\s*rollback\b[\s\S]*?(?:\*\/|$)/gi)].map(({ 0: rollback, index }) => ({
    text: rollback,
    firstLine: firstLine + text.slice(0, index).split("\n").length - 1,
    expected: "a declaration in the part that runs forwards",
  }));
}

/** The comments at a changeset's end, which a reader takes for those of the next, and Liquibase for its own. */
function aboveNext({ text, firstLine }: SourcePart): readonly ElsewherePart[] {
  const rows = text.split("\n");
  let start = rows.length;
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index] ?? "";
    if (DIRECTIVE.test(row)) break;
    if (/\*\/\s*$/.test(row)) while (index > 0 && !rows[index]?.includes("/*")) index -= 1;
    if (!/^\s*(?:$|--|#|\/\*)/.test(rows[index] ?? "")) break;
    start = index;
  }
  const expected = "a declaration below the line `--changeset` that it is of, and above its SQL";
  return [{ text: rows.slice(start).join("\n"), firstLine: firstLine + start, expected }];
}
