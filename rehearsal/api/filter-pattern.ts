import { AwsError } from "../aws/aws-error.ts";

const TERM = /\s*(-?)(?:"((?:[^"\\]|\\.)*)"|(\w+))(?=\s|$)/y;

/**
 * Reads a filter pattern for unstructured text: terms and phrases in double quotes, all of which a line has, and with `-`
 * before them none. Those for JSON, for fields between spaces, with `?` and with regular expressions are refused.
 * @throws {AwsError}
 */
export function parseFilterPattern(pattern: string): (message: string) => boolean {
  const terms: { readonly text: string; readonly isWanted: boolean }[] = [];
  const rest = pattern.trimEnd();
  TERM.lastIndex = 0;
  while (TERM.lastIndex < rest.length) {
    const match = TERM.exec(rest);
    if (!match) {
      throw new AwsError(
        "InvalidParameterException",
        `Invalid filter pattern: the rehearsal knows terms of letters, digits and underscores, phrases in double quotes, and either with a minus before it, not ${pattern}`,
      );
    }
    const [, minus, phrase, term = ""] = match;
    terms.push({ text: phrase?.replaceAll(/\\(.)/g, "$1") ?? term, isWanted: minus === "" });
  }
  return (message) => terms.every(({ text, isWanted }) => message.includes(text) === isWanted);
}
