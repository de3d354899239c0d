import type { Expectation } from "../expectation.ts";
import { printable } from "../printable.ts";
import { readOptional, type TextPattern } from "../text-pattern.ts";
import { checkHeaderName, headerValues } from "./header-values.ts";
import type { HttpAnswer } from "./http-answer.ts";

/**
 * The header is there, and where a value is given has it: exactly this text, one that a pattern matches, or one for which
 * your function returns true. Where it came several times, its values are joined with a comma; of Set-Cookie one must do.
 * @throws {RangeError} for what is no header's name, and for a value that is undefined
 */
export function header(name: string): Expectation<Pick<HttpAnswer, "headers">>;
export function header(name: string, value: TextPattern): Expectation<Pick<HttpAnswer, "headers">>;
export function header(name: string, ...given: readonly TextPattern[]): Expectation<Pick<HttpAnswer, "headers">> {
  checkHeaderName(name);
  const match = readOptional(`header ${name}`, given);
  const text = match ? `header ${name} ${match.text}` : `header ${name}`;
  return {
    text,
    ...(match && { secrets: match.secrets }),
    toJSON: () => ({ header: name.toLowerCase(), ...(match && { value: match.record }) }),
    judge: ({ headers }) => {
      const values = headerValues(headers, name);
      if (values.length === 0) return { met: false, expected: text, observed: "no such header" };
      const accepted = match ? values.find((each) => match.accepts(each)) : values[0];
      const observed = `header ${name} ${printable(accepted ?? values.join(", ")) || "with no value"}`;
      return { met: accepted !== undefined, expected: text, observed };
    },
  };
}
