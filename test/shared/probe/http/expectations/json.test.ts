import { absent } from "../../../../../shared/probe/json-pattern.ts";
import * as v from "valibot";
import { expect, test } from "vitest";
import { not } from "../../../../../shared/probe/expectation.ts";
import { body } from "../../../../../shared/probe/http/body.ts";
import type { HttpExpectation } from "../../../../../shared/probe/http/http-expectation.ts";
import { json, jsonExactly } from "../../../../../shared/probe/http/json.ts";
import { judgeAnswer } from "../../../../../shared/probe/judge-answer.ts";
import type { JsonPattern } from "../../../../../shared/probe/json-pattern.ts";
import {
  anyBoolean,
  anyNumber,
  anyString,
  arrayContaining,
  arrayOf,
  between,
  matching,
  oneOf,
} from "../../../../../shared/probe/matcher.ts";
import { keepAll, scrubber } from "../../../../../shared/probe/scrub.ts";
import { Secret } from "../../../../../shared/probe/secret.ts";
import { findingOf } from "../../../../support/probe/finding-of.ts";
import { httpAnswer, undecodedAnswer } from "../../../../support/probe/http-answer.ts";

const health = {
  status: "down",
  count: 7,
  ready: true,
  note: null,
  checks: [
    { name: "db", ms: 3 },
    { name: "cache", ms: 250, "last error": "gone\u001b" },
  ],
};

/** Every difference; none where there is none. */
async function differences(expectation: HttpExpectation, value: unknown = health): Promise<readonly string[]> {
  const { met, difference = [] } = await expectation.judge(httpAnswer({ body: value }));
  expect(met).toBe(difference.length === 0);
  return difference;
}

test.for<[JsonPattern]>([
  [{}],
  [{ status: "down", count: 7, ready: true, note: null }],
  [{ status: anyString, count: anyNumber, ready: anyBoolean, absent }],
  [{ status: /^down$/g, count: between(7, 7) }],
  [{ status: oneOf("up", matching(/down/)), count: oneOf(7, absent) }],
  [{ count: (n: number) => n > 3, checks: ({ length }: readonly unknown[]) => length === 2 }],
  [{ checks: [{ name: "db" }, { name: anyString, ms: between(0, 300) }] }],
  [{ checks: arrayOf({ name: anyString, ms: anyNumber }) }],
  [{ checks: arrayContaining({ name: "cache" }, { ms: 3 }) }],
  [{ status: new Secret("down") }],
])("a body is met by what it has, and may have more (%#)", async ([pattern]) => {
  expect(await differences(json(pattern))).toEqual([]);
  expect(await differences(json(pattern)), "the same a second time").toEqual([]);
});

test.for<[JsonPattern, readonly string[]]>([
  [
    { status: "up", count: "7", note: absent, version: anyString },
    [
      '$.status: expected "up", observed "down"',
      '$.count: expected "7", observed 7',
      "$.note: expected no such member, observed null",
      "$.version: expected a string, observed no such member",
    ],
  ],
  [
    { checks: [{ name: "cache" }] },
    [
      "$.checks: expected a list of 1 element, observed a list of 2 elements",
      '$.checks[0].name: expected "cache", observed "db"',
    ],
  ],
  [
    { checks: arrayOf({ ms: between(0, 100) }), ready: { at: anyString }, note: [] },
    [
      "$.checks[1].ms: expected a number from 0 to 100, observed 250",
      '$.ready: expected {"at":a string}, observed true',
      "$.note: expected [], observed null",
    ],
  ],
  [
    { checks: arrayContaining({ name: "queue" }), status: arrayOf(anyString), count: oneOf("up", between(0, 3)) },
    [
      '$.checks: expected an element {"name":"queue"}, observed [{"name":"db","ms":3},{"name":"cache","ms":250,"last error":"gone\\u001b"}]',
      '$.status: expected a list of a string, observed "down"',
      '$.count: expected "up" or a number from 0 to 3, observed 7',
    ],
  ],
  [
    {
      count: (n: number) => n > 7,
      status: (said: string) => `${said}?\u001b`,
      note: ({ length }: string) => length > 0,
      checks: [{}, { "last error": new Secret("s3cr3t") }],
    },
    [
      "$.count: expected (n) => n > 7, observed 7",
      expect.stringMatching(/^\$\.status: expected \(said\) => .*, observed "down" \(down\?\\u001b\)$/),
      expect.stringMatching(/^\$\.note: expected .*, observed null \(it threw: Cannot destructure property 'length'/),
      String.raw`$.checks[1]["last error"]: expected ***, observed "gone\u001b"`,
    ],
  ],
  [
    "down",
    ['$: expected "down", observed {"status":"down","count":7,"ready":true,"note":null,"checks":[{"name":"db","ms":…'],
  ],
])("every difference is a line of its own, with its path (%#)", async ([pattern, lines]) => {
  expect(await differences(json(pattern))).toEqual(lines);
});

test("nothing is found in an object that it did not send, nor missed that it did", async () => {
  expect(await differences(json({ toString: anyString, constructor: absent }))).toHaveLength(1);
  expect(await differences(jsonExactly({}), '{"__proto__":{"a":1}}')).toEqual([
    '$.__proto__: expected no such member, observed {"a":1}',
  ]);
});

test("exactly means no other members, at any depth and within matchers", async () => {
  const pattern = { ...health, checks: arrayOf({ name: anyString, ms: anyNumber }) };
  expect(await differences(json(pattern))).toEqual([]);
  expect(await differences(jsonExactly(pattern))).toEqual([
    String.raw`$.checks[1]["last error"]: expected no such member, observed "gone\u001b"`,
  ]);
  expect(await differences(jsonExactly(health))).toEqual([]);
});

test("ten differences are shown, the others are counted; one is put into the sentence", async () => {
  const seventeen = Array.from({ length: 17 }, (_, n) => n);
  const expectation = json(seventeen.map(() => "x"));
  const lines = await differences(expectation, seventeen);
  expect(lines).toHaveLength(11);
  expect(lines.slice(9)).toEqual(['$[9]: expected "x", observed 9', "and 7 more"]);
  expect(await findingOf(expectation, httpAnswer({ body: seventeen }))).toBe(
    'expected JSON with $[0] "x" and 16 more, observed $[0] 0 and 16 more',
  );
});

test.for([
  ["<html>\u001b", String.raw`a body that is not JSON ("<html>\u001b")`],
  ["", "no body"],
  ['{"a":', 'a body that is not JSON ("{"a":")'],
] as const)("of the body %j it is said what it is", async ([sent, observed]) => {
  expect(await findingOf(json({ status: "up" }), httpAnswer({ body: sent }))).toBe(
    `expected JSON {"status":"up"}, observed ${observed}`,
  );
});

test("a body that the probe cannot decompress is said to be that", async () => {
  expect(await findingOf(json({}), undecodedAnswer("br"))).toMatch(
    /observed a body compressed with br, which the probe/,
  );
});

test("the opposite shows the body that should have been another", async () => {
  expect(await findingOf(not(json({ a: 1 })), httpAnswer({ body: { a: 1, b: 2 } }))).toBe(
    'expected not JSON {"a":1}, observed JSON {"a":1,"b":2}',
  );
});

test("a schema that drops members does not hide them", async () => {
  const answer = httpAnswer({ body: { status: "up", debug: true } });
  const judged = await judgeAnswer(
    [body(v.object({ status: v.literal("up") })), jsonExactly({ status: "up" })],
    answer,
    keepAll,
  );
  expect(judged.kind === "failed" && judged.findings[1]?.difference).toEqual([
    "$.debug: expected no such member, observed true",
  ]);
});

test("a secret in a pattern is recorded as *** and struck out of what a peer says of it", async () => {
  const token = new Secret("s3cr3t-value");
  const expectation = json({ of: arrayOf({ token: oneOf(token) }) });
  expect(expectation.text).toBe('JSON {"of":a list of {"token":***}}');
  expect(JSON.stringify(expectation.toJSON())).toContain("***");
  expect(JSON.stringify(expectation.toJSON())).not.toContain("s3cr3t");
  const judged = await judgeAnswer(
    [not(json({ token })), json({ token: "other" })],
    httpAnswer({ body: { token: "s3cr3t-value" } }),
    scrubber(not(json({ token })).secrets ?? []),
  );
  expect(JSON.stringify(judged.findings)).not.toContain("s3cr3t");
});

test("patterns that expect something else are recorded as something else", () => {
  const all = [{ a: 1 }, { a: "1" }, { a: absent }, {}, { a: anyString }, { a: /1/ }, { a: () => true }, { a: [1] }];
  const records = all.map((pattern) => JSON.stringify(json(pattern).toJSON()));
  expect(new Set(records).size).toBe(all.length);
  expect(jsonExactly({}).toJSON()).not.toEqual(json({}).toJSON());
});

test("a hostile body is wrong in a million places within a second, and as deep as it may be", async () => {
  const startedAt = performance.now();
  const many = `[${"0,".repeat(500_000)}0]`;
  expect(await differences(json(arrayOf(oneOf(anyString, { a: 1 }))), many)).toHaveLength(11);
  expect(await differences(json(arrayContaining("x", { a: 1 })), many)).toHaveLength(2);
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  expect(await differences(json({ status: "up" }), deep)).toEqual(['$: expected {"status":"up"}, observed [[[[…]]]]']);
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});

test("a range that falls is refused", () => {
  expect(() => between(5, 1)).toThrow(RangeError);
  expect(() => between(Number.NaN, 1)).toThrow(RangeError);
});
