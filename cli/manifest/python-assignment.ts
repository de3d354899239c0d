/** What Python text assigns to a name, as far as it is strings: `down_revision: Union[str, None] = ("a1", "b2")`. */
export interface PythonAssignment {
  readonly strings: readonly string[];
  /** Pairs of strings that stand in parentheses of their own. */
  readonly pairs: readonly (readonly [string, string])[];
}

const STRING = /(?:"([^"\\\n]*)"|'([^'\\\n]*)')/g;
const PAIR = /\(\s*(?:"([^"\\\n]*)"|'([^'\\\n]*)')\s*,\s*(?:"([^"\\\n]*)"|'([^'\\\n]*)')\s*,?\s*\)/g;

/**
 * Reads the strings that a name is assigned, to the end of the brackets that are opened, or of the line.
 *
 * @returns undefined where nothing is assigned to it
 */
export function readAssignment(text: string, name: string): PythonAssignment | undefined {
  const start = new RegExp(`^[ \\t]*${name}[ \\t]*(?::[^=\\n]*)?=(?!=)`, "m").exec(text);
  if (start === null) return undefined;
  const value = takeValue(text, start.index + start[0].length);
  const strings = [...value.matchAll(STRING)].map(([, double, single]) => double ?? single ?? "");
  const pairs = [...value.matchAll(PAIR)].map(
    ([, double, single, otherDouble, otherSingle]) =>
      [double ?? single ?? "", otherDouble ?? otherSingle ?? ""] as const,
  );
  return { strings, pairs };
}

/** The text to the end of its expression, without comments. */
function takeValue(text: string, start: number): string {
  let depth = 0;
  let value = "";
  for (const [token] of text.slice(start).matchAll(/"[^"\\\n]*"|'[^'\\\n]*'|#.*|\n|[^]/g)) {
    if (token.startsWith("#")) continue;
    if ("([{".includes(token)) depth += 1;
    if (")]}".includes(token)) depth -= 1;
    if (token === "\n" && depth <= 0) break;
    value += token;
  }
  return value;
}
