import { describeFunction, sourceOf } from "./describe-function.ts";
import { memberPath, type Differences } from "./differences.ts";
import type { Json } from "./json.ts";
import { printable } from "./printable.ts";
import { Secret } from "./secret.ts";
import { showValue } from "./show-value.ts";

/** Returns true for a value that is as it should be; otherwise false, or what is wrong with it. Its parameter may have the type that you expect. */
type Accept = { accept(value: unknown): boolean | string }["accept"];

/**
 * What a value out of JSON may be expected to be:
 * - text, a number, true, false, null: exactly this;
 * - an object: one that has these members, and perhaps more; {@link absent}: one that has no such member;
 * - a list: one of the same length, each element in its place;
 * - a pattern: text that it matches;
 * - a {@link Matcher}, such as `anyString`, or a function.
 */
export type JsonPattern =
  | string
  | number
  | boolean
  | null
  | Secret
  | RegExp
  | Matcher
  | Accept
  | readonly JsonPattern[]
  | { readonly [member: string]: JsonPattern };

/** Expects something of a value that no single value says. */
export class Matcher {
  /** `a string`, `1..5` */
  readonly text: string;
  /** The patterns that it is made of. */
  readonly parts: readonly JsonPattern[];
  readonly compare: (value: unknown, path: string, differences: Differences, isExact: boolean) => void;

  constructor(text: string, parts: readonly JsonPattern[], compare: Matcher["compare"]) {
    this.text = text;
    this.parts = parts;
    this.compare = compare;
  }
}

/** In place of a member's value: there is no such member. */
export const absent: Matcher = new Matcher("no such member", [], (value, path, differences) => {
  differences.add(
    path,
    () => absent.text,
    () => showValue(value),
  );
});

/**
 * @param path where it stands, for the error
 * @throws {RangeError} for what no JSON has: `undefined`, which a variable that is not set would be, and numbers that are not
 * held exactly, which others equal that are not the same
 */
export function checkPattern(pattern: JsonPattern, path = "$"): void {
  const given: unknown = pattern;
  if (given === undefined) {
    throw new RangeError(
      `${path}: expected a value, received undefined: is the variable set? Of a member that shall be missing, say absent`,
    );
  }
  if (
    typeof given === "number" &&
    (!Number.isFinite(given) || (Number.isInteger(given) && !Number.isSafeInteger(given)))
  ) {
    throw new RangeError(
      `${path}: expected a number that is held exactly, received ${given}: let the service write it as text, or expect between(…)`,
    );
  }
  if (isList(pattern)) for (const [index, each] of pattern.entries()) checkPattern(each, `${path}[${index}]`);
  else if (isMembers(pattern)) {
    for (const [name, each] of Object.entries(pattern)) checkPattern(each, memberPath(path, name));
  }
}

/** A pattern in one line, without secrets. */
export function describePattern(pattern: JsonPattern): string {
  if (pattern instanceof Matcher) return pattern.text;
  if (pattern instanceof Secret || pattern instanceof RegExp) return printable(String(pattern));
  if (typeof pattern === "function") return describeFunction(pattern);
  return printable(describeWhole(pattern));
}

function describeWhole(pattern: JsonPattern): string {
  if (isList(pattern)) return `[${pattern.map(describeWhole).join(",")}]`;
  if (pattern === null || /^(?:string|number|boolean)$/u.test(typeof pattern)) return JSON.stringify(pattern);
  if (!isMembers(pattern)) return describePattern(pattern);
  return `{${Object.entries(pattern)
    .map(([name, each]) => `${JSON.stringify(name)}:${describeWhole(each)}`)
    .join(",")}}`;
}

/** All that makes a pattern what it is, without secrets. */
export function recordPattern(pattern: JsonPattern): Json {
  if (pattern === absent) return { $absent: true };
  if (pattern instanceof Matcher) return { $matcher: pattern.text, of: pattern.parts.map(recordPattern) };
  if (pattern instanceof Secret) return { $secret: String(pattern) };
  if (pattern instanceof RegExp) return { $matches: String(pattern) };
  if (typeof pattern === "function") return { $function: sourceOf(pattern) };
  if (isList(pattern)) return pattern.map(recordPattern);
  if (!isMembers(pattern)) return pattern;
  return Object.fromEntries(Object.entries(pattern).map(([name, each]) => [name, recordPattern(each)]));
}

/** Every secret in a pattern. */
export function secretsIn(pattern: JsonPattern): readonly Secret[] {
  if (pattern instanceof Secret) return [pattern];
  if (pattern instanceof Matcher) return pattern.parts.flatMap(secretsIn);
  if (isList(pattern)) return pattern.flatMap(secretsIn);
  return isMembers(pattern) ? Object.values(pattern).flatMap(secretsIn) : [];
}

export function isList(pattern: JsonPattern): pattern is readonly JsonPattern[] {
  return Array.isArray(pattern);
}

/** An object whose members are patterns. */
export function isMembers(pattern: JsonPattern): pattern is Readonly<Record<string, JsonPattern>> {
  if (typeof pattern !== "object" || pattern === null || isList(pattern)) return false;
  return !(pattern instanceof Secret || pattern instanceof RegExp || pattern instanceof Matcher);
}
