import { describeFunction, sourceOf } from "./describe-function.ts";
import type { Json } from "./json.ts";
import { printable } from "./printable.ts";
import { reveal, Secret, type Text } from "./secret.ts";

/** What a text may be expected to be: this text, one that matches, or one for which your function returns true. */
export type TextPattern = Text | RegExp | ((text: string) => boolean);

/** A pattern, ready to be asked. */
export interface TextMatch {
  /** `1.4.2`, `/^1\./`; without secrets. */
  readonly text: string;
  /** All that makes it what it is; without secrets. */
  readonly record: Json;
  readonly secrets: readonly Secret[];
  /** May throw where a user's function does. */
  accepts(text: string): boolean;
}

/** A pattern may look at so much of a text: its cost is the peer's to choose otherwise. */
const MOST_MATCHED = 1024 * 1024;

/** What `pattern` stands for; a text must be equal to the one given. */
export function matchText(pattern: TextPattern): TextMatch {
  if (pattern instanceof RegExp) {
    const text = String(pattern);
    return { text: printable(text), record: text, secrets: [], accepts: (text) => matchesPattern(pattern, text) };
  }
  if (typeof pattern === "function") {
    const record = sourceOf(pattern);
    return { text: describeFunction(pattern), record, secrets: [], accepts: (text) => pattern(text) === true };
  }
  return matchEqual(pattern);
}

function matchEqual(pattern: Text): TextMatch {
  const wanted = reveal(pattern);
  return {
    text: pattern instanceof Secret ? String(pattern) : printable(pattern),
    record: String(pattern),
    secrets: pattern instanceof Secret ? [pattern] : [],
    accepts: (text) => text === wanted,
  };
}

/** Whether a pattern matches the first MiB of a text; with `g` or `y`, too, each time from its beginning. */
export function matchesPattern(pattern: RegExp, text: string): boolean {
  return text.slice(0, MOST_MATCHED).search(pattern) !== -1;
}
