import { expect, test } from "vitest";
import { not } from "../../../../../shared/probe/expectation.ts";
import { json, jsonExactly } from "../../../../../shared/probe/http/json.ts";
import type { JsonPattern } from "../../../../../shared/probe/json-pattern.ts";
import { anyString, arrayContaining, arrayOf, oneOf } from "../../../../../shared/probe/matcher.ts";
import { httpAnswer, undecodedAnswer } from "../../../../support/probe/http-answer.ts";

/** As a user may write it who has no types, or types a value `any`. */
function untyped(pattern: unknown): JsonPattern {
  return pattern as JsonPattern;
}

test.for<[string, unknown, string]>([
  ["nothing", () => undefined, "the function returned undefined, and neither true nor false"],
  ["a number", () => 1, "the function returned 1, and neither true nor false"],
  [
    "a promise",
    async () => true,
    "the function returned a promise, which nobody waits for, and neither true nor false",
  ],
  [
    "what throws",
    () => {
      throw new TypeError("no such member");
    },
    "it threw: no such member",
  ],
])("a function that returns %s is not met, and neither is its opposite", async ([, accept, says]) => {
  for (const make of [(pattern: JsonPattern) => json(pattern), (pattern: JsonPattern) => not(json(pattern))]) {
    const finding = await make({ status: untyped(accept) }).judge(httpAnswer({ body: { status: "up" } }));
    expect(finding).toMatchObject({ met: false, judged: false, observed: `$.status "up" (${says})` });
  }
});

test.for<[string, JsonPattern, unknown, boolean]>([
  ["all of which anybody can tell is as it should be", { a: 1, b: untyped(() => undefined) }, { a: 1, b: 2 }, false],
  ["of which something is certainly wrong", { a: 1, b: untyped(() => undefined) }, { a: 2, b: 2 }, true],
  [
    "that may be one of two",
    oneOf(
      1,
      untyped(() => undefined),
    ),
    2,
    false,
  ],
  [
    "in which one element may be it",
    arrayContaining(untyped((n: number) => (n > 1 ? undefined : false))),
    [1, 2],
    false,
  ],
  ["in which none is it", arrayContaining(untyped(() => false)), [1, 2], true],
  ["all of which may be it", arrayOf(untyped(() => undefined)), [1, 2], false],
])("the opposite of a body %s (met: %s)", async ([, pattern, body, met]) => {
  expect(await json(pattern).judge(httpAnswer({ body }))).toMatchObject({ met: false });
  expect(await not(json(pattern)).judge(httpAnswer({ body }))).toMatchObject({ met });
});

test.for([httpAnswer({ body: "<html>" }), httpAnswer(), undecodedAnswer("gzip")])(
  "a body that nobody can read is not the opposite of any (%#)",
  async (answer) => {
    expect(await not(json({ error: anyString })).judge(answer)).toMatchObject({ met: false, judged: false });
  },
);

test.for<[unknown, string]>([
  [undefined, "$: expected a value, received undefined: is the variable set?"],
  [{ build: { commit: undefined } }, "$.build.commit: expected a value, received undefined: is the variable set?"],
  [[1, { n: Number.NaN }], "$[1].n: expected a number that is held exactly, received NaN"],
  [{ id: 2 ** 53 }, "$.id: expected a number that is held exactly, received 9007199254740992"],
])("a pattern that no body meets, or others than it says, is refused (%#)", ([pattern, message]) => {
  expect(() => json(untyped(pattern))).toThrow(message);
  expect(() => jsonExactly(untyped(pattern))).toThrow(RangeError);
  expect(() => oneOf(1, untyped(pattern))).toThrow(RangeError);
  expect(() => arrayContaining(1, untyped(pattern))).toThrow(RangeError);
  expect(() => arrayOf(untyped(pattern))).toThrow(RangeError);
});
