import { compareJson } from "../compare-json.ts";
import { Differences } from "../differences.ts";
import { checkPattern, describePattern, recordPattern, secretsIn, type JsonPattern } from "../json-pattern.ts";
import { printable } from "../printable.ts";
import type { HttpExpectation } from "./http-expectation.ts";
import { readJson } from "./refined-answer.ts";

/**
 * The body is JSON, and such: `json({ status: "ok", checks: [{ name: anyString }], count: between(1, 5) })`. An object may
 * have more members than the pattern, at any depth; a list must be as long. Compared with what the peer sent, also after a
 * schema has read it. Of a member that comes twice the last counts, as for every parser of JavaScript.
 * @throws {RangeError} for a pattern with `undefined` in it, or a number that is not held exactly
 */
export function json(pattern: JsonPattern): HttpExpectation {
  return expectJson(pattern, false);
}

/**
 * The same, but an object may have no other members than the pattern has.
 * @throws {RangeError} as {@link json} does
 */
export function jsonExactly(pattern: JsonPattern): HttpExpectation {
  return expectJson(pattern, true);
}

function expectJson(pattern: JsonPattern, isExact: boolean): HttpExpectation {
  checkPattern(pattern);
  const name = isExact ? "exactly JSON" : "JSON";
  const text = printable(`${name} ${describePattern(pattern)}`);
  return {
    text,
    readsBody: true,
    secrets: secretsIn(pattern),
    toJSON: () => ({ [isExact ? "jsonExactly" : "json"]: recordPattern(pattern) }),
    judge: (answer) => {
      const read = readJson(answer);
      if (read.problem !== undefined) return { met: false, judged: false, expected: text, observed: read.problem };
      const differences = new Differences();
      compareJson(pattern, read.value, "$", differences, isExact);
      if (differences.count === 0) return { met: true, expected: text, observed: `JSON ${printable(answer.text)}` };
      const { expected, observed } = differences.summary;
      return {
        met: false,
        ...(!differences.isJudged && { judged: false }),
        expected: `${name} with ${expected}`,
        observed,
        difference: differences.lines,
      };
    },
  };
}
