import { expect, test } from "vitest";
import { readDeclaration } from "../../../cli/compatibility/read-declaration.ts";

const read = (text: string, firstLine = 1) => readDeclaration({ text, firstLine }, "1.sql");
const EXPAND = { class: "expand", reason: "blue never writes it" };

test.for([
  "-- compatibility: expand\n-- reason: blue never writes it",
  "// Compatibility: EXPAND\r\n// reason: blue never writes it\r\n",
  "# reason: blue never writes it\n# compatibility: expand",
  "/* compatibility: expand */\n/* reason: blue never writes it */",
  "/**\n * compatibility: expand\n * reason: blue never writes it\n */",
  "<!-- compatibility: expand -->\n<!-- reason: blue never writes it -->",
])("%j declares", (text) => {
  expect(read(text)).toEqual({ declaration: EXPAND, problems: [] });
});

test("a contract has the release from which on blue survives it", () => {
  expect(read("-- compatibility: contract\n-- safe-after: 1.4.0\n-- reason: 1.4 does not read it")).toEqual({
    declaration: { class: "contract", safeAfter: "1.4.0", reason: "1.4 does not read it" },
    problems: [],
  });
});

test.for(["SELECT 1", "-- reason: because", "SELECT 'compatibility: expand'", "compatibility: expand"])(
  "%j declares nothing",
  (text) => {
    expect(read(text)).toEqual({ problems: [] });
  },
);

test.for<[text: string, ...problems: (readonly [line: number, problem: string])[]]>([
  ["-- compatibility: safe\n-- reason: x", [4, 'expected "expand" or "contract", found "safe"']],
  ["-- compatibility: contract\n-- reason: x", [4, "expected safe-after, the release"]],
  [
    "-- compatibility: contract\n-- reason: x\n-- safe-after: soon",
    [6, 'a release like 1.4.0, or a name such as a commit, found "soon"'],
  ],
  ["-- compatibility: contract\n-- reason: x\n-- safe-after: 1.x", [6, 'found "1.x"']],
  ["-- compatibility: expand\n-- reason: x\n-- safe-after: 1.0.0", [6, "safe-after with contract only"]],
  ["-- safe-after: 1.0.0", [4, "found safe-after alone"]],
  ["-- compatibility: expand", [4, "expected a reason"]],
  [
    "-- compatibility: expand\n-- compatibility: contract\n-- reason:",
    [5, "expected compatibility once"],
    [6, "expected a reason"],
  ],
])("%j is refused, with all that is wrong", ([text, ...problems]) => {
  expect(read(text, 4)).toEqual({
    problems: problems.map(([line, problem]) => {
      return { file: "1.sql", line, problem: expect.stringContaining(problem) as string };
    }),
  });
});
