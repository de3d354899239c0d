import { expect, test } from "vitest";
import { not } from "../../../../../shared/probe/expectation.ts";
import { header } from "../../../../../shared/probe/http/header.ts";
import type { HttpExpectation } from "../../../../../shared/probe/http/http-expectation.ts";
import { Secret } from "../../../../../shared/probe/secret.ts";
import { findingOf } from "../../../../support/probe/finding-of.ts";
import { unset } from "../../../../support/probe/unset.ts";
import { httpAnswer } from "../../../../support/probe/http-answer.ts";

const headers = {
  "x-version": "1.4.2",
  "x-count": "4",
  "x-empty": "",
  vary: ["accept", "origin"],
  "set-cookie": ["a=1", "b=2"],
  "x-hostile": `41\u001b[2J${"x".repeat(200)}`,
};

test.for<[string, HttpExpectation, string]>([
  ["that is there", header("X-Version"), "met: header X-Version 1.4.2"],
  ["that is not", header("X-Release"), "expected header X-Release, observed no such header"],
  [
    "named like a member of every object",
    header("constructor"),
    "expected header constructor, observed no such header",
  ],
  ["with the value", header("x-version", "1.4.2"), "met: header x-version 1.4.2"],
  ["with another", header("x-version", "1.4"), "expected header x-version 1.4, observed header x-version 1.4.2"],
  ["that matches", header("x-version", /^1\./g), "met: header x-version 1.4.2"],
  [
    "that does not match",
    header("x-version", /^2\./),
    String.raw`expected header x-version /^2\./, observed header x-version 1.4.2`,
  ],
  [
    "that a function refuses",
    header("x-count", (value) => Number(value) > 4),
    "expected header x-count (value) => Number(value) > 4, observed header x-count 4",
  ],
  ["that is empty", header("x-empty", "x"), "expected header x-empty x, observed header x-empty with no value"],
  ["that came twice", header("vary", "accept, origin"), "met: header vary accept, origin"],
  ["that sets cookies", header("set-cookie", /^b=/), "met: header set-cookie b=2"],
  [
    "with a secret value",
    header("x-version", new Secret("1.4.3")),
    "expected header x-version ***, observed header x-version 1.4.2",
  ],
  [
    "that must not be there",
    not(header("x-version")),
    "expected not header x-version, observed header x-version 1.4.2",
  ],
])("a header %s", async ([, expectation, says]) => {
  expect(await findingOf(expectation, httpAnswer({ headers }))).toBe(says);
  expect(await findingOf(expectation, httpAnswer({ headers })), "the same a second time").toBe(says);
});

test("a hostile value is escaped and cut", async () => {
  const says = await findingOf(header("x-hostile", "42"), httpAnswer({ headers }));
  expect(says).toMatch(/observed header x-hostile 41\\u001b\[2Jx{100,}… \(206 characters\)$/);
});

test.for(["", "x version", "x-version:", "ä"])("%j is no header's name", (name) => {
  expect(() => header(name)).toThrow(RangeError);
});

test("a value that is given and is undefined is refused: it would expect less than was meant", () => {
  expect(() => header("x-version", unset)).toThrow("expected a value, received undefined: is the variable set?");
});

test("it is recorded as what it is, without secrets, and says what must be struck out", () => {
  const token = new Secret("s3cr3t");
  expect(header("X-Token", token).toJSON()).toEqual({ header: "x-token", value: "***" });
  expect(header("X-Token", token).secrets).toEqual([token]);
  expect(not(header("X-Token", token)).secrets).toEqual([token]);
  expect(header("x", /a/).toJSON()).not.toEqual(header("x", /b/).toJSON());
});
