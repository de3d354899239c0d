import type { SourcePart } from "../../manifest/migration-folder.ts";

export interface MysqlStatement {
  /** Without the comments before it. */
  readonly text: string;
  /** Where it begins in its file, from 1. */
  readonly line: number;
}

/** What may hold a delimiter that is not one: strings, names and comments; and the line by which a client changes it. */
export const MYSQL_TOKEN =
  /(?<string>'(?:[^'\\]|\\[\s\S]|'')*(?:'|$)|"(?:[^"\\]|\\[\s\S]|"")*(?:"|$)|`(?:[^`]|``)*(?:`|$))|(?<comment>--(?=[\s\p{Cc}]|$)[^\n]*|#[^\n]*|\/\*(?!M?!)[\s\S]*?(?:\*\/|$))|(?<versioned>\/\*M?![\s\S]*?(?:\*\/|$))|(?<change>(?<=(?:^|\n)[ \t]*)delimiter[ \t]+(?<delimiter>[^\s]+)[^\n]*)/giuy;

/** Cuts SQL into its statements as the `mysql` client does, `DELIMITER` included. */
export function splitStatements({ text, firstLine }: SourcePart): readonly MysqlStatement[] {
  const statements: MysqlStatement[] = [];
  let delimiter = ";";
  let line = firstLine;
  let begin = -1;
  let beginLine = line;
  let at = 0;
  const end = (): void => {
    const statement = begin < 0 ? "" : text.slice(begin, at).trim();
    if (statement !== "") statements.push({ text: statement, line: beginLine });
    begin = -1;
  };
  while (at < text.length) {
    MYSQL_TOKEN.lastIndex = at;
    const token = MYSQL_TOKEN.exec(text);
    const piece = token?.[0] ?? text.charAt(at);
    const groups = token?.groups;
    if (groups?.["change"] !== undefined && begin < 0) {
      delimiter = groups["delimiter"] ?? ";";
    } else if (!token && text.startsWith(delimiter, at)) {
      end();
      at += delimiter.length;
      continue;
    } else if (groups?.["comment"] === undefined && begin < 0 && !/^[\s\uFEFF]/.test(piece)) {
      begin = at;
      beginLine = line;
    }
    line += piece.split("\n").length - 1;
    at += piece.length;
  }
  end();
  return statements;
}
