import { expect, test } from "vitest";
import { status } from "../../../../../shared/probe/http/status.ts";
import { findingOf } from "../../../../support/probe/finding-of.ts";
import { httpAnswer, undecodedAnswer } from "../../../../support/probe/http-answer.ts";

test.for([
  ["in the set", 204, "", "met: status 204"],
  ["outside it", 205, "", "expected status 200-204, observed status 205"],
  [
    "that says why it is an error",
    500,
    " no such table: orders\n",
    "expected status 200-204, observed status 500 (no such table: orders)",
  ],
  ["that is an HTML error page", 502, "<html>", "expected status 200-204, observed status 502"],
  ["with a hostile reason", 500, "\u001b[2J", String.raw`expected status 200-204, observed status 500 (\u001b[2J)`],
] as const)("an answer with a status %s: %s", async ([, code, body, says]) => {
  expect(await findingOf(status("200-204"), httpAnswer({ status: code, body }))).toBe(says);
});

test("of a body that could not be decompressed nothing is shown", async () => {
  expect(await findingOf(status(204), undecodedAnswer("br"))).toBe("expected status 204, observed status 200");
});

test("a status that does not exist is refused when the probe is written", () => {
  expect(() => status(99)).toThrow(RangeError);
});
