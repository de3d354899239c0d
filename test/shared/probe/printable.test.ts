import { expect, test } from "vitest";
import { printable } from "../../../shared/probe/printable.ts";

test.for([
  ["plain ünïcode 🙂", "plain ünïcode 🙂"],
  ["a\r\nb\tc", String.raw`a\r\nb\tc`],
  ["\u001b[31m\u0000\u007f\u009b", String.raw`\u001b[31m\u0000\u007f\u009b`],
  ["\u2028\u202e\u2066\u200b\ufeff\u061c", String.raw`\u2028\u202e\u2066\u200b\ufeff\u061c`],
  ["\ud83d alone", "\ufffd alone"],
] as const)("%j is shown as %s", ([text, shown]) => {
  expect(printable(text)).toBe(shown);
});

test.for(["x".repeat(121), "\u0000".repeat(64), "🙂".repeat(4_000), `${"x".repeat(119)}🙂`])(
  "a long text is cut at 120 characters, said so, and stays well-formed (%#)",
  (text) => {
    const shown = printable(text);
    expect(shown).toMatch(new RegExp(`^.{1,120}… \\(${text.length} characters\\)$`, "s"));
    expect(shown.isWellFormed()).toBe(true);
  },
);

test("120 characters are not cut", () => {
  expect(printable("x".repeat(120))).toBe("x".repeat(120));
});
