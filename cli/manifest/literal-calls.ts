import { cutPart } from "./cut-part.ts";
import type { SourcePart } from "./migration-folder.ts";

const UP =
  /^[ \t]*(?:public[ \t]+)?(?:override[ \t]+)?(?:async[ \t]+)?up[ \t]*\([ \t]*(\w{0,99})[^()]{0,200}\)[^{;=]{0,200}\{/gm;
const BETWEEN = /(?:\s|;|\/\/.*|\/\*[^]*?\*\/)*/y;
// No escape but those that stand for the quote itself, or the backslash: any other may move what follows to another line.
const LITERAL =
  /\s*(?:"((?:[^"\\\n]|\\["\\])*)"|'((?:[^'\\\n]|\\['\\])*)'|`((?:[^`\\$]|\$(?!\{)|\\[`\\$])*)`)\s*,?\s*\)/y;

/**
 * Reads the SQL of a class whose method `up` does nothing but pass literals to one method: `queryRunner.query("…")`.
 *
 * @param callee gives what is called, as a regular expression, by the name of the parameter of `up`
 * @returns a part for each call; undefined where `up` does anything else, or may
 */
export function readLiteralCalls(
  { text, firstLine }: SourcePart,
  callee: (parameter: string) => string,
): readonly SourcePart[] | undefined {
  // A second `up`, be it in a comment, leaves open which one runs.
  const [method, second] = [...text.matchAll(UP)];
  if (method === undefined || second !== undefined || [...text.matchAll(/\bup\s*[=:(]/g)].length !== 1)
    return undefined;
  const call = new RegExp(`(?:await\\s+)?${callee(method[1] ?? "")}\\s*\\(`, "y");
  const parts: SourcePart[] = [];
  let at = method.index + method[0].length;
  let counted = 0;
  let line = firstLine;
  const take = (token: RegExp): RegExpExecArray | null => {
    token.lastIndex = at;
    const found = token.exec(text);
    if (found !== null) at = token.lastIndex;
    return found;
  };
  for (take(BETWEEN); text[at] !== "}"; take(BETWEEN)) {
    if (take(call) === null) return undefined;
    const start = at;
    const literal = take(LITERAL);
    if (literal === null) return undefined;
    const quote = start + literal[0].search(/["'`]/);
    line += cutPart(text.slice(counted, quote), quote - counted).firstLine - 1;
    counted = quote;
    const quoted = literal[1] ?? literal[2] ?? literal[3] ?? "";
    parts.push({ text: quoted.replaceAll(/\\(.)/g, "$1"), firstLine: line });
  }
  return parts;
}
