import { expect, test } from "vitest";
import { redactKeyLines } from "../../../../shared/migrations/task/redact-keys.ts";
import { showLogTail } from "../../../../shared/migrations/task/task-log.ts";

const BEGIN = "-----BEGIN EC PRIVATE KEY-----";
const END = "-----END EC PRIVATE KEY-----";
const A = "MHcCAQEEIIrYSSNQFaA2Hwf1duRSxKtLYX5CB04fSeQ6tF1aY/PuoAoGCCqGSM49";
const B = "PTnj9Q==";

test.for<[string, string[], string[]]>([
  ["between its ends", ["a", BEGIN, A, B, END, "b"], ["a", `${BEGIN}***`, END, "b"]],
  ["with what was logged beside", [BEGIN, `INFO ${A}`, "short", END], [`${BEGIN}***`, END]],
  ["whose end is cut away", ["a", BEGIN, A, "12 orders failed", B], ["a", `${BEGIN}***`, "12 orders failed"]],
  ["whose beginning is cut away", ["12 orders failed", A, B, END, "b"], ["12 orders failed", END, "b"]],
  ["on one line", [`${BEGIN}${A}${END}`, "b"], [`${BEGIN}***`, "b"]],
  ["with the next behind it", [BEGIN, A, `${END}${BEGIN}`, B, END], [`${BEGIN}***`, `${END}${BEGIN}***`, END]],
  ["twice", [BEGIN, A, END, "a", BEGIN, B, END], [`${BEGIN}***`, END, "a", `${BEGIN}***`, END]],
])("a private key %s is no line of a log", ([, lines, kept]) => {
  expect(redactKeyLines(lines)).toEqual(kept);
});

test.for([
  ["-----BEGIN CERTIFICATE-----", A, "-----END CERTIFICATE-----"],
  ["started", A, "ready"],
])("lines without a private key stay", (lines) => {
  expect(redactKeyLines(lines)).toEqual(lines);
});

test("a task's log shows none", () => {
  expect(showLogTail(["one", BEGIN, A, B, END])).toBe(`Its last lines: one | ${BEGIN}*** | ${END}.`);
});
