import { printable } from "../printable.ts";
import { reveal, Secret, type Text } from "../secret.ts";
import { checkText, isSeenWhole, matchesPattern } from "../text-pattern.ts";
import { describeBody, isUndecoded } from "./describe-body.ts";
import type { HttpExpectation } from "./http-expectation.ts";

/**
 * The body, as text, includes this or matches it; a pattern sees its first MiB. An empty body meets only a pattern that is not
 * met by any other as well: `/^$/`, but not `/^x?/`.
 * @throws {RangeError} for no text at all, which every body includes
 */
export function text(includes: Text | RegExp): HttpExpectation {
  if (!(includes instanceof RegExp)) {
    checkText(includes);
    if (reveal(includes) === "") throw new RangeError('expected some text, received ""');
  }
  const shown = includes instanceof Secret ? String(includes) : describe(includes);
  const expected = `a body that ${includes instanceof RegExp ? "matches" : "includes"} ${shown}`;
  return {
    text: expected,
    readsBody: true,
    ...(includes instanceof Secret && { secrets: [includes] }),
    toJSON: () => (includes instanceof RegExp ? { matches: String(includes) } : { includes: String(includes) }),
    judge: (answer) => {
      const { text: body } = answer;
      const observed = describeBody(answer);
      if (isUndecoded(answer)) return { met: false, judged: false, expected, observed };
      const met = includes instanceof RegExp ? matchesBody(includes, body) : body.includes(reveal(includes));
      const isUnseen = !met && includes instanceof RegExp && !isSeenWhole(body);
      return { met, ...(isUnseen && { judged: false }), expected, observed };
    },
  };
}

/** Bodies that have nothing in common: what matches one of them at random matches everything. */
const ANY = ["x", "0", "{}"];

function matchesBody(pattern: RegExp, body: string): boolean {
  return matchesPattern(pattern, body) && (body !== "" || !ANY.some((any) => matchesPattern(pattern, any)));
}

function describe(includes: string | RegExp): string {
  return includes instanceof RegExp ? printable(String(includes)) : `"${printable(includes)}"`;
}
