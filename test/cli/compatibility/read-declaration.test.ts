import { expect, test } from "vitest";
import type { SourcePart } from "../../../cli/manifest/migration-folder.ts";
import type { Engine } from "../../../shared/migrations/tool.ts";
import { readDeclaration } from "../../../cli/compatibility/read-declaration.ts";

interface Place {
  readonly firstLine?: number;
  readonly file?: string;
  readonly engine?: Engine;
  readonly sql?: readonly SourcePart[];
}

function read(text: string, { firstLine = 1, file = "1.sql", engine = "postgres", sql }: Place = {}) {
  return readDeclaration({ source: { text, firstLine }, sql, file }, engine);
}

const EXPAND = { class: "expand", reason: "blue never writes it" };

test.for<[text: string, file?: string, engine?: Engine]>([
  ["-- compatibility: expand\n-- reason: blue never writes it"],
  ["// Compatibility: EXPAND\r\n// reason: blue never writes it\r\n", "1.ts"],
  ["# reason: blue never writes it\n# compatibility: expand", "1.rb"],
  ["# reason: blue never writes it\n# compatibility: expand", "1.sql", "mysql"],
  ["/* compatibility: expand */\n/* reason: blue never writes it */"],
  ["/**\n * compatibility: expand\n * reason: blue never writes it\n */"],
  ["SELECT 'é$$ /*';\n-- compatibility: expand\n-- reason: blue never writes it"],
  ["COPY a FROM stdin;\n'\n\\.\n-- compatibility: expand\n-- reason: blue never writes it"],
  ["<!-- compatibility: expand -->\n<!-- reason: blue never writes it -->", "1.xml"],
  ["sql: |\n  SELECT 1\n# compatibility: expand\n# reason: blue never writes it\n", "1.yaml"],
])("%j declares", async ([text, file = "1.sql", engine = "postgres"]) => {
  expect(await read(text, { file, engine })).toEqual({ declaration: EXPAND, problems: [] });
});

test("in a changelog the SQL declares, too, and its strings do not", async () => {
  const at = (text: string) => ({ firstLine: 2, file: "1.xml", sql: [{ text, firstLine: 2 }] });
  const said = "-- compatibility: expand\n-- reason: blue never writes it\n";
  expect(await read(said, at(said))).toEqual({ declaration: EXPAND, problems: [] });
  const string = `SELECT '\n${said}'`;
  expect(await read(string, at(string))).toEqual({ problems: [] });
});

test.for<[text: string, file?: string, engine?: Engine]>([
  ["INSERT INTO a VALUES ('\n-- compatibility: expand\n-- reason: x\n')"],
  ["SELECT $q$\n-- compatibility: expand\n-- reason: x\n$q$"],
  ["SELECT E'\\'\n-- compatibility: expand\n-- reason: x\n'"],
  ["COPY a (b) FROM STDIN;\n-- compatibility: expand\n-- reason: x\n\\.\n"],
  ["// compatibility: expand\n// reason: x"],
  ["SELECT '\\'\n-- compatibility: expand\n-- reason: x\n'", "1.sql", "mysql"],
  ["/*! SELECT 1;\n-- compatibility: expand\n-- reason: x\n*/", "1.sql", "mysql"],
  ["<sql><![CDATA[\n<!-- compatibility: expand -->\n<!-- reason: x -->\n]]></sql>", "1.xml"],
  ["sql: |\n  SELECT '\n  # compatibility: expand\n  # reason: x\n  '\n", "1.yaml"],
])("%j is a string, or data, and declares nothing", async ([text, file = "1.sql", engine = "postgres"]) => {
  expect(await read(text, { file, engine })).toEqual({ problems: [] });
});

test("where nobody can tell a comment from a string, a declaration is a problem", async () => {
  expect(await read("-- compatibility: expand\n-- reason: x\nSELECT 'open")).toEqual({
    problems: [{ file: "1.sql", line: 1, problem: expect.stringContaining("expected SQL") as string }],
  });
});

test("what is declared elsewhere than of what runs is a problem", async () => {
  const elsewhere = [{ text: "\n-- compatibility: expand\n-- reason: x", firstLine: 8, expected: "one above" }];
  const source = { text: "SELECT 1;\n", firstLine: 6, elsewhere };
  expect(await readDeclaration({ source, sql: [], file: "1.sql" }, "postgres")).toEqual({
    problems: [{ file: "1.sql", line: 9, problem: "expected one above, found one here" }],
  });
});

test.for<[text: string, meant: string]>([
  ["-- compatability: contract", "compatibility"],
  ["-- compatible: expand", "compatibility"],
  ["-- safe_after: 1.0.0", "safe-after"],
  ["-- safeafter: 1.0.0", "safe-after"],
  ["-- Safe After: 1.0.0", "safe-after"],
])("%j is no key, and is said to be none", async ([text, meant]) => {
  const problem = expect.stringMatching(`expected .${meant}:., found`) as string;
  expect(await read(text)).toEqual({ problems: [{ file: "1.sql", line: 1, problem }] });
});

test.for(["-- incompatibility: IE", "-- compare: a", "-- season: x", "-- safety: first", "-- compat: old browsers"])(
  "%j is a comment like any other",
  async (text) => {
    expect(await read(text)).toEqual({ problems: [] });
  },
);

test("a contract has the release from which on blue survives it", async () => {
  expect(await read("-- compatibility: contract\n-- safe-after: 1.4.0\n-- reason: 1.4 does not read it")).toEqual({
    declaration: { class: "contract", safeAfter: "1.4.0", reason: "1.4 does not read it" },
    problems: [],
  });
});

test.for(["SELECT 1", "-- reason: because", "SELECT 'compatibility: expand'", "compatibility: expand"])(
  "%j declares nothing",
  async (text) => {
    expect(await read(text)).toEqual({ problems: [] });
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
])("%j is refused, with all that is wrong", async ([text, ...problems]) => {
  expect(await read(text, { firstLine: 4 })).toEqual({
    problems: problems.map(([line, problem]) => {
      return { file: "1.sql", line, problem: expect.stringContaining(problem) as string };
    }),
  });
});
