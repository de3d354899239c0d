import { expect, test } from "vitest";
import { not } from "../../../../../shared/probe/expectation.ts";
import { text } from "../../../../../shared/probe/http/text.ts";
import type { HttpExpectation } from "../../../../../shared/probe/http/http-expectation.ts";
import { Secret } from "../../../../../shared/probe/secret.ts";
import { findingOf } from "../../../../support/probe/finding-of.ts";
import { httpAnswer, undecodedAnswer } from "../../../../support/probe/http-answer.ts";
import { unset } from "../../../../support/probe/unset.ts";

test.for<[string, HttpExpectation, string]>([
  ['{"status":"UP"}', text("UP"), 'met: "{"status":"UP"}"'],
  [
    '{"status":"DOWN"}\n',
    text('"UP"'),
    String.raw`expected a body that includes ""UP"", observed "{"status":"DOWN"}\n"`,
  ],
  ["", text("UP"), 'expected a body that includes "UP", observed no body'],
  ["ready", text(/^READY$/iy), 'met: "ready"'],
  ["not ready", text(/^ready/), 'expected a body that matches /^ready/, observed "not ready"'],
  ["ready", not(text("r")), 'expected not a body that includes "r", observed "ready"'],
  ["ready", text(new Secret("s3cr3t")), 'expected a body that includes ***, observed "ready"'],
])("of the body %j", async ([body, expectation, says]) => {
  expect(await findingOf(expectation, httpAnswer({ body }))).toBe(says);
  expect(await findingOf(expectation, httpAnswer({ body })), "the same a second time").toBe(says);
  expect(expectation.readsBody).toBe(true);
});

test("a body that the probe cannot decompress is said to be that", async () => {
  expect(await findingOf(text("UP"), undecodedAnswer("gzip"))).toBe(
    'expected a body that includes "UP", observed a body compressed with gzip, which the probe does not accept',
  );
});

test("a pattern looks at the first MiB of a body only", async () => {
  const body = `${"x".repeat(1024 * 1024)}end`;
  expect(await findingOf(text(/end/), httpAnswer({ body }))).toMatch(/^expected/);
  expect(await findingOf(text("end"), httpAnswer({ body }))).toMatch(/^met/);
});

test("what nobody has seen is not the opposite of any", async () => {
  for (const answer of [undecodedAnswer("gzip"), httpAnswer({ body: `${"x".repeat(1024 * 1024)}end` })]) {
    expect(await not(text(/end/)).judge(answer)).toMatchObject({ met: false, judged: false });
  }
  expect(await text(/^$/).judge(undecodedAnswer("gzip"))).toMatchObject({ met: false });
});

test.for<[RegExp, boolean]>([
  [/^$/, true],
  [/^\s*$/, true],
  [/.*/, false],
  [/x*/, false],
  [/^(?!.*error)/s, false],
])("an empty body matches %s: %s", async ([pattern, met]) => {
  expect(await text(pattern).judge(httpAnswer())).toMatchObject({ met });
});

test("text that every body includes is refused, and so is none", () => {
  expect(() => text("")).toThrow(RangeError);
  expect(() => text(unset)).toThrow("received undefined: is the variable set?");
});
