import { hasSqlDetails, loadModule, parseSync, scanSync, type Node } from "libpg-query";
import type { SourcePart } from "../../manifest/migration-folder.ts";
import { quoteStatement } from "../quote-statement.ts";

export interface PostgresStatement {
  readonly text: string;
  /** Where it begins in its file, from 1. */
  readonly line: number;
  /** Undefined where the parser did not understand it. */
  readonly node: Node | undefined;
  /** Why, as half a sentence. */
  readonly problem?: string;
}

/** Reads SQL as PostgreSQL 18 does. What it does not understand does not keep the rest from being read. */
export async function readStatements({ text, firstLine }: SourcePart): Promise<readonly PostgresStatement[]> {
  await loadModule();
  // The parser is written in C: it would end at a NUL, and leave what follows unseen.
  if (text.includes("\0")) {
    return [{ text: text.trim(), line: firstLine, node: undefined, problem: "it holds a NUL character" }];
  }
  const sql = text.replace(/^\uFEFF/, "");
  return parseAll(sql, firstLine) ?? parseEach(sql, firstLine);
}

function parseAll(sql: string, firstLine: number): readonly PostgresStatement[] | undefined {
  if (sql.trim() === "") return [];
  const parsed = tryParse(sql);
  if (typeof parsed === "string") return undefined;
  // The parser counts in bytes of UTF-8.
  const bytes = Buffer.from(sql);
  let line = firstLine;
  let counted = 0;
  return parsed.map(({ stmt, stmt_location: start = 0, stmt_len: length }) => {
    line += countLines(bytes.subarray(counted, start));
    counted = start;
    const piece = bytes.subarray(start, length === undefined ? undefined : start + length).toString();
    const { leading, text } = trimComments(piece);
    return { text, line: line + leading, node: stmt };
  });
}

/** Cuts at each semicolon, so that one statement that is not understood is alone in that. */
function parseEach(sql: string, firstLine: number): readonly PostgresStatement[] {
  const metaCommands: PostgresStatement[] = [];
  const plain = sql
    .split("\n")
    .map((row, index) => {
      if (!/^\s*\\[a-z!]/i.test(row)) return row;
      metaCommands.push({
        text: row.trim(),
        line: firstLine + index,
        node: undefined,
        problem: "it is a command of psql, which only psql understands",
      });
      return "";
    })
    .join("\n");
  const bytes = Buffer.from(plain);
  const statements: PostgresStatement[] = [];
  let start = 0;
  let line = firstLine;
  for (const end of [...semicolons(plain), bytes.length]) {
    const piece = bytes.subarray(start, end);
    statements.push(...readPiece(piece.toString(), line));
    line += countLines(piece);
    start = end;
  }
  return [...metaCommands, ...statements].toSorted((a, b) => a.line - b.line);
}

function readPiece(piece: string, line: number): readonly PostgresStatement[] {
  const whole = parseAll(piece, line);
  if (whole) return whole;
  const { leading, text } = trimComments(piece);
  const problem = tryParse(piece);
  return [{ text, line: line + leading, node: undefined, problem: typeof problem === "string" ? problem : "" }];
}

/** Where, in bytes, each statement ends; nowhere where not even the scanner understands the text. */
function semicolons(sql: string): readonly number[] {
  try {
    return scanSync(sql)
      .tokens.filter(({ text }) => text === ";")
      .map(({ end }) => end);
  } catch {
    return [];
  }
}

function tryParse(sql: string): readonly { stmt?: Node; stmt_location?: number; stmt_len?: number }[] | string {
  try {
    return parseSync(sql).stmts ?? [];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // It quotes what it does not understand, and that may be long.
    return `PostgreSQL's parser says: ${quoteStatement(hasSqlDetails(error) ? (error.sqlDetails?.message ?? message) : message)}`;
  }
}

/** A statement without the comments before it: the lines that they take, and what is left. */
function trimComments(piece: string): { leading: number; text: string } {
  const before = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/.exec(piece)?.[0] ?? "";
  const text = piece.slice(before.length).trim();
  if (text === "") return { leading: 0, text: piece.trim() };
  return { leading: before.split("\n").length - 1, text: text.replace(/;$/, "") };
}

function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (const byte of bytes) if (byte === 10) lines += 1;
  return lines;
}
