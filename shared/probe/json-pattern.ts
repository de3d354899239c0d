import { describeFunction, sourceOf } from "./describe-function.ts";
import type { Differences } from "./differences.ts";
import type { Json } from "./json.ts";
import { printable } from "./printable.ts";
import { Secret } from "./secret.ts";

/** Returns true for a value that is as it should be; otherwise false, or what is wrong with it. Its parameter may have the type that you expect. */
type Accept = { accept(value: unknown): boolean | string }["accept"];

/**
 * What a value out of JSON may be expected to be:
 * - text, a number, true, false, null: exactly this;
 * - an object: one that has these members, and perhaps more; `undefined`: one that has no such member;
 * - a list: one of the same length, each element in its place;
 * - a pattern: text that it matches;
 * - a {@link Matcher}, such as `anyString`, or a function.
 */
export type JsonPattern =
  | string
  | number
  | boolean
  | null
  | undefined
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

/** A pattern in one line, without secrets. */
export function describePattern(pattern: JsonPattern): string {
  if (pattern instanceof Matcher) return pattern.text;
  if (pattern instanceof Secret || pattern instanceof RegExp) return printable(String(pattern));
  if (pattern === undefined) return "no such member";
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
  if (pattern instanceof Matcher) return { $matcher: pattern.text, of: pattern.parts.map(recordPattern) };
  if (pattern instanceof Secret) return { $secret: String(pattern) };
  if (pattern instanceof RegExp) return { $matches: String(pattern) };
  if (pattern === undefined) return { $absent: true };
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
