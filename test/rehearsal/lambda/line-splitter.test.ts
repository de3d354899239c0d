import { expect, test } from "vitest";
import { createLineSplitter } from "../../../rehearsal/lambda/line-splitter.ts";

test.for([
  ["that comes in pieces", ["a", "b\nc", "\n"], ["ab", "c"]],
  ["with carriage returns", ["a\r\nb\r\n"], ["a", "b"]],
  ["with an empty line", ["a\n\nb\n"], ["a", "", "b"]],
  ["with a line separator inside a line", ["a\u2028b\n"], ["a\u2028b"]],
  ["without a last line break", ["a\nb"], ["a", "b"]],
] as const)("text %s is cut at line feeds only", ([, pieces, expected]) => {
  const lines: string[] = [];
  const splitter = createLineSplitter((line) => lines.push(line));
  for (const piece of pieces) splitter.push(piece);
  splitter.end();
  expect(lines).toEqual(expected);
});
