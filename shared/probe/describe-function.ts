import { printable } from "./printable.ts";

const SHORT = 80;

/** A function of a user in one line: as it is written where that is short, otherwise its name. */
export function describeFunction(own: (...given: never[]) => unknown): string {
  const source = sourceOf(own);
  if (source.length <= SHORT && !source.includes("[native code]")) return printable(source);
  return own.name === "" ? printable(source) : printable(own.name);
}

/** What tells one function from another, for the record. */
export function sourceOf(own: (...given: never[]) => unknown): string {
  return String(own).replaceAll(/\s+/gu, " ");
}
