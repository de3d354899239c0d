import { printable } from "../printable.ts";
import { reveal, Secret, type Text } from "../secret.ts";
import { matchesPattern } from "../text-pattern.ts";
import { describeBody } from "./describe-body.ts";
import type { HttpExpectation } from "./http-expectation.ts";

/**
 * The body, as text, includes this or matches it; a pattern sees its first MiB.
 * @throws {RangeError} for no text at all, which every body includes
 */
export function text(includes: Text | RegExp): HttpExpectation {
  if (!(includes instanceof RegExp) && reveal(includes) === "") throw new RangeError('expected some text, received ""');
  const shown = includes instanceof Secret ? String(includes) : describe(includes);
  const expected = `a body that ${includes instanceof RegExp ? "matches" : "includes"} ${shown}`;
  return {
    text: expected,
    readsBody: true,
    ...(includes instanceof Secret && { secrets: [includes] }),
    toJSON: () => (includes instanceof RegExp ? { matches: String(includes) } : { includes: String(includes) }),
    judge: (answer) => {
      const { text: body } = answer;
      const met = includes instanceof RegExp ? matchesPattern(includes, body) : body.includes(reveal(includes));
      return { met, expected, observed: describeBody(answer) };
    },
  };
}

function describe(includes: string | RegExp): string {
  return includes instanceof RegExp ? printable(String(includes)) : `"${printable(includes)}"`;
}
