import type { Engine } from "../../shared/migrations/tool.ts";
import type { FolderMigration, SourcePart } from "../manifest/migration-folder.ts";

type Ranges = readonly (readonly [start: number, end: number])[];

/**
 * The lines, from 1, that a real comment begins or goes on in: a string, and a row of data, may look like one. Undefined
 * where that is told by the line alone, as in code, and where nobody can tell.
 */
export async function commentLines(
  { source, sql = [], file }: Pick<FolderMigration, "source" | "sql" | "file">,
  engine: Engine,
): Promise<ReadonlySet<number> | "all" | undefined> {
  if (/\.sql$/i.test(file)) return linesOfSql(source, engine);
  const isXml = /\.xml$/i.test(file);
  if (!isXml && !/\.(?:ya?ml|json)$/i.test(file)) return "all";
  const own = isXml ? xmlComments(source.text) : await yamlComments(source.text);
  const lines = new Set(linesIn(source, own));
  const rows = source.text.split("\n");
  for (const part of sql) {
    const texts = part.text.split("\n");
    for (const line of (await linesOfSql(part, engine)) ?? []) {
      // Another file, which the changeset names, has its own lines.
      const isSame = rows[line - source.firstLine]?.trim() === texts[line - part.firstLine]?.trim();
      if (isSame) lines.add(line);
    }
  }
  return lines;
}

async function linesOfSql(part: SourcePart, engine: Engine): Promise<ReadonlySet<number> | undefined> {
  const ranges =
    engine === "postgres"
      ? await (await import("./postgres/comment-ranges.ts")).postgresComments(part.text)
      : (await import("./mysql/comment-ranges.ts")).mysqlComments(part.text);
  return ranges && linesIn(part, ranges);
}

function xmlComments(text: string): Ranges {
  return [...text.matchAll(/<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)/g)].flatMap(({ 0: found, index }) =>
    found.startsWith("<!--") ? [[index, index + found.length] as const] : [],
  );
}

async function yamlComments(text: string): Promise<Ranges> {
  const { CST, Lexer } = await import("yaml");
  const marks: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);
  const comments: (readonly [number, number])[] = [];
  let at = 0;
  for (const token of new Lexer().lex(text)) {
    // These stand for the beginning of a document, of a scalar, and for the end of a flow: they are not in the text.
    if (marks.has(token)) continue;
    if (token.startsWith("#")) comments.push([at, at + token.length]);
    at += token.length;
  }
  return comments;
}

function linesIn({ text, firstLine }: SourcePart, ranges: Ranges): ReadonlySet<number> {
  const lines = new Set<number>();
  let next = 0;
  let start = 0;
  for (const [index, row] of text.split("\n").entries()) {
    const first = start + Math.max(row.search(/\S/), 0);
    while ((ranges[next]?.[1] ?? Number.POSITIVE_INFINITY) <= first) next += 1;
    if ((ranges[next]?.[0] ?? Number.POSITIVE_INFINITY) <= first) lines.add(firstLine + index);
    start += row.length + 1;
  }
  return lines;
}
