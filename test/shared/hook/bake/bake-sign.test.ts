import { expect, test } from "vitest";
import { bakeSign, firstInvocation } from "../../../../shared/hook/bake/bake-sign.ts";

const execution = { deploymentId: 'd-"1"', executionId: "e" };
const sign = bakeSign(execution, 1);

function line(timestamp: number, invocation: string, of = sign) {
  return { timestamp, message: JSON.stringify({ message: "bake began", sign: of, invocation }) };
}

test("a sign is made of what a log can be searched for, whatever the ids are, and is in no other", () => {
  expect(sign).toMatch(/^bake-1-of-[0-9a-f]{24}$/);
  expect(bakeSign(execution, 11)).not.toContain(sign);
  expect(bakeSign({ deploymentId: 'd-"1"e', executionId: "" }, 1)).not.toBe(sign);
});

test.for([
  { lines: [], first: undefined },
  { lines: [line(2, "b"), line(1, "a")], first: "a" },
  // Of two in one millisecond, each invocation finds the same one.
  { lines: [line(1, "b"), line(1, "a")], first: "a" },
  { lines: [line(1, "a", bakeSign(execution, 2)), line(2, "b")], first: "b" },
  { lines: [{ timestamp: 1, message: `not JSON ${sign}` }, { timestamp: 1, message: "{" }, line(2, "b")], first: "b" },
  { lines: [{ timestamp: 1, message: JSON.stringify({ sign, invocation: 7 }) }, line(2, "b")], first: "b" },
  // Lambda's log format Text puts the time, the request and the level before what a function writes.
  { lines: [{ timestamp: 1, message: `2026-11-21T09:30:00Z\tr\tINFO\t${line(1, "a").message}` }], first: "a" },
])("of $lines the first is $first", ({ lines, first }) => {
  expect(firstInvocation(lines, sign)).toBe(first);
});
