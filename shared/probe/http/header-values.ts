import { HEADER_NAME } from "./header-name.ts";
import type { AnswerHeaders } from "./http-answer.ts";

/** @throws {RangeError} for what is no header's name */
export function checkHeaderName(name: string): void {
  if (!HEADER_NAME.test(name)) throw new RangeError(`expected the name of a header, received ${JSON.stringify(name)}`);
}

/**
 * The value of a header, joined with commas where it came several times; none where it did not come. Set-Cookie alone may
 * have more than one, since it cannot be joined.
 */
export function headerValues(headers: AnswerHeaders, name: string): readonly string[] {
  const key = name.toLowerCase();
  const value = Object.hasOwn(headers, key) ? headers[key] : undefined;
  if (value === undefined) return [];
  if (typeof value === "string") return [value];
  return key === "set-cookie" ? value : [value.join(", ")];
}
