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

/**
 * What `pattern` stands for; a text must be equal to the one given.
 * @throws {RangeError} for what is no pattern, as a variable that is not set
 */
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

/**
 * What the pattern stands for that may have been given after a name; undefined where none was. One that was given and is
 * undefined is no such thing: it would expect less than was meant.
 * @throws {RangeError} naming the place, for what is no pattern
 */
export function readOptional(place: string, given: readonly TextPattern[]): TextMatch | undefined {
  const [pattern] = given;
  if (given.length === 0) return undefined;
  if (pattern === undefined)
    throw new RangeError(`${place}: expected a value, received undefined: is the variable set?`);
  return matchText(pattern);
}

function matchEqual(pattern: Text): TextMatch {
  checkText(pattern);
  const wanted = reveal(pattern);
  return {
    text: pattern instanceof Secret ? String(pattern) : printable(pattern),
    record: String(pattern),
    secrets: pattern instanceof Secret ? [pattern] : [],
    accepts: (text) => text === wanted,
  };
}

/** @throws {RangeError} for what is no text: a variable that is not set */
export function checkText(text: Text): void {
  const given: unknown = text;
  if (typeof given === "string" || given instanceof Secret) return;
  const why = given === undefined ? ": is the variable set?" : "";
  throw new RangeError(`expected a text or a pattern, received ${printable(String(given))}${why}`);
}

/** Whether a pattern sees all of a text: where it does not, nobody knows that it does not match. */
export function isSeenWhole({ length }: string): boolean {
  return length <= MOST_MATCHED;
}

/** Whether a pattern matches the first MiB of a text; with `g` or `y`, too, each time from its beginning. */
export function matchesPattern(pattern: RegExp, text: string): boolean {
  return text.slice(0, MOST_MATCHED).search(pattern) !== -1;
}
