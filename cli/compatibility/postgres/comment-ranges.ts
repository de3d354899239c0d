import { loadModule, scanSync } from "libpg-query";

/** Where each comment of PostgreSQL's SQL begins and ends; undefined where not even the scanner understands the text. */
export async function postgresComments(text: string): Promise<readonly (readonly [number, number])[] | undefined> {
  await loadModule();
  // It counts bytes, and ends at a NUL. What is not ASCII is part of a name, a string or a comment.
  const ascii = withoutData(text).replaceAll(/[^\t\n\r -~]/g, "x");
  try {
    return scanSync(ascii)
      .tokens.filter(({ tokenName }) => tokenName === "SQL_COMMENT" || tokenName === "C_COMMENT")
      .map(({ start, end }) => [start, end]);
  } catch {
    return undefined;
  }
}

/** The rows that follow `COPY … FROM stdin`, up to `\.`, are data, whatever they look like. */
function withoutData(text: string): string {
  return text.replaceAll(
    /(^[ \t]*COPY\b[^;]*\bFROM\s+STDIN\b[^;]*;[^\n]*\n)([\s\S]*?)(^\\\.[ \t]*\r?$|(?![\s\S]))/gim,
    (_whole, statement: string, data: string, end: string) => statement + blank(data) + blank(end),
  );
}

const blank = (text: string): string => text.replaceAll(/[^\n]/g, " ");
