import { describe, expect, test } from "vitest";
import { classifyMigration } from "../../../cli/compatibility/classify-migration.ts";
import type { Compatibility } from "../../../shared/migrations/manifest/manifest.ts";
import type { Engine } from "../../../shared/migrations/tool.ts";

function classify(text: string, engine: Engine = "postgres", firstLine = 1): Promise<Compatibility> {
  const source = { text, firstLine };
  return classifyMigration({ id: "1", file: "1.sql", source, sql: [source] }, engine);
}

test("a migration without a statement is expand", async () => {
  for (const text of ["", "-- nothing yet\n", "\uFEFF/* nor here */ ;"]) {
    for (const engine of ["postgres", "mysql"] as const) {
      await expect(classify(text, engine)).resolves.toMatchObject({ class: "expand", findings: [], creates: [] });
    }
  }
});

test("a migration whose SQL nobody knows is unknown, whatever is declared", async () => {
  const source = { text: "// compatibility: expand\n// reason: it only logs", firstLine: 1 };
  const result = await classifyMigration({ id: "1", file: "1.js", source, sql: undefined }, "postgres");
  expect(result).toEqual({
    class: "unknown",
    reason: "its SQL is not known before it runs: declare what it does",
    findings: [],
    creates: [],
    declared: { class: "expand", reason: "it only logs" },
  });
});

test("a declaration that is none is refused, with its place", async () => {
  await expect(classify("SELECT 1;\n-- compatibility: perhaps", "postgres", 5)).rejects.toMatchObject({
    name: "MigrationFolderError",
    problems: [
      { file: "1.sql", line: 6, problem: expect.stringContaining("expected a reason") as string },
      { file: "1.sql", line: 6, problem: 'expected "expand" or "contract", found "perhaps"' },
    ],
  });
});

test.for(["postgres", "mysql"] as const)("%s: a finding has the line of its statement in its file", async (engine) => {
  const text = "-- É\nCREATE TABLE a (b text);\n\n/* a\n comment; */\n  DROP TABLE\n c; DROP TABLE d";
  const { findings } = await classify(text, engine, 10);
  expect(findings.map(({ line, statement, table }) => ({ line, statement, table }))).toEqual([
    { line: 15, statement: "DROP TABLE\n c", table: "c" },
    { line: 16, statement: "DROP TABLE d", table: "d" },
  ]);
});

test("what one part makes is new to the next", async () => {
  const sql = [
    { text: "CREATE TABLE pets (id int);", firstLine: 1 },
    { text: "DROP TABLE pets;", firstLine: 9 },
  ];
  const migration = { id: "1", file: "1.sql", source: { text: "", firstLine: 1 }, sql };
  await expect(classifyMigration(migration, "postgres")).resolves.toMatchObject({ class: "expand", creates: [] });
});

test("the worst statement gives the class, and one table has one finding of a statement", async () => {
  const result = await classify(
    "ALTER TABLE S.Users ADD a int, DROP b, DROP c; DO $$ $$; INSERT INTO other VALUES (1)",
  );
  expect(result.class).toBe("contract");
  expect(result.reason).toBe(
    `blue's statements that name the column "b" fail; blue's statements that name the column "c" fail (line 1)`,
  );
  expect(result.findings.map(({ class: kind, table }) => [kind, table])).toEqual([
    ["contract", "s.users"],
    ["unknown", undefined],
    ["warn", "other"],
  ]);
});

describe("a table that the migration creates", () => {
  test.for<[text: string, creates: string[], kind: string]>([
    ["CREATE TABLE A (b int); CREATE VIEW v AS SELECT 1; CREATE TABLE x.y (z int)", ["a", "v", "x.y"], "expand"],
    ["CREATE TABLE a (b int); ALTER TABLE a RENAME TO c; ALTER TABLE c SET SCHEMA d", ["d.c"], "expand"],
    ["CREATE TEMP TABLE a (b int); ALTER TABLE a DROP b", [], "expand"],
    ["CREATE TEMP TABLE a (b int) ON COMMIT DROP; DROP TABLE a", [], "unknown"],
    ["CREATE TABLE IF NOT EXISTS a (b int); ALTER TABLE a DROP b", [], "unknown"],
    ["CREATE TABLE a (b int); ALTER TABLE public.a DROP b", ["a"], "contract"],
    // What blue reads is not new, whatever made it.
    ["DROP TABLE a; CREATE TABLE a (b int); ALTER TABLE a DROP b", [], "contract"],
    ["CREATE TABLE b (c int); ALTER TABLE a RENAME TO z; ALTER TABLE b RENAME TO a", [], "contract"],
    // From here on `a` may be another table.
    ["CREATE TABLE a (b int); SET search_path = x; DROP TABLE a", [], "contract"],
    ["SET search_path = x; CREATE TABLE a (b int); DROP TABLE a; CREATE TABLE c (d int)", [], "expand"],
    ["BEGIN; CREATE TABLE a (b int); ROLLBACK; DROP TABLE a", [], "contract"],
  ])("%s", async ([text, creates, kind]) => {
    await expect(classify(text)).resolves.toMatchObject({ class: kind, creates });
  });
});

test("what PostgreSQL's parser does not understand is unknown, and the rest is judged", async () => {
  const { class: kind, findings } = await classify(
    "\\i other.sql\nDROP TABEL a;\nDROP TABLE b;\nCOMMIT; ${placeholder}",
  );
  expect(kind).toBe("contract");
  expect(findings.map(({ class: each, line, why }) => [each, line, why])).toEqual([
    ["unknown", 1, "it is a command of psql, which only psql understands"],
    ["unknown", 2, `PostgreSQL's parser says: syntax error at or near "TABEL"`],
    ["contract", 3, "blue's statements on b fail: it is gone"],
    ["unknown", 4, `PostgreSQL's parser says: syntax error at or near "$"`],
  ]);
});

test.for<[text: string, kind: string]>([
  ["SELECT 1;\0 DROP TABLE a", "unknown"],
  ["SELECT 'unterminated; DROP TABLE a", "unknown"],
  ["IMPORT FOREIGN SCHEMA a FROM SERVER b INTO c", "unknown"],
  ["SELECT my.lower('a')", "unknown"],
  ["ALTER TABLE a ADD COLUMN b int DEFAULT NULL NOT NULL", "contract"],
  ["ALTER TABLE v SET (security_invoker = true)", "contract"],
  ["CREATE TABLE a (b int); CREATE UNIQUE INDEX ON other (b)", "contract"],
])("PostgreSQL: %j is %s", async ([text, kind]) => {
  await expect(classify(text)).resolves.toMatchObject({ class: kind });
});

test.for<[text: string, kind: string]>([
  ["DELIMITER //\nSELECT 1; DROP TABLE a; //\nDELIMITER ;\n", "unknown"],
  ["DELIMITER //\nDROP TABLE a//\nDELIMITER ;\nDROP TABLE b", "contract"],
  ['SELECT \'a;b\', "c;\\"", `d;`; -- DROP TABLE x;\n# DROP TABLE y;\n/* ; */', "expand"],
  ["/*!40101 SET a = 1 */ DROP TABLE t /* */", "unknown"],
  ["/*!40101 SET a = 1, GLOBAL b = 2 */", "unknown"],
  ["SET PASSWORD = 'x'", "contract"],
  ["SET a = 1, GLOBAL b = 2", "unknown"],
  ["SET @@global.sql_mode = ''", "contract"],
  ["SET @@session.sql_mode = ''", "expand"],
  ["ALTER TABLE a ADD COLUMN (b int, c int)", "unknown"],
  ["SELECT 1 INTO OUTFILE '/tmp/x'", "unknown"],
  ["CREATE OR REPLACE TABLE a (b int)", "unknown"],
  ["DROP TABLE IF EXISTS pets; CREATE TABLE pets (id int); ALTER TABLE pets DROP id", "contract"],
])("MySQL: %j is %s", async ([text, kind]) => {
  await expect(classify(text, "mysql")).resolves.toMatchObject({ class: kind });
});

test("a finding quotes no password, and not all of a long statement", async () => {
  const secrets = [
    "ALTER ROLE app PASSWORD 'hunter2'",
    "CREATE SUBSCRIPTION s CONNECTION 'host=a password=hunter2' PUBLICATION p",
    "ALTER USER MAPPING FOR a SERVER b OPTIONS (SET password 'hunter2')",
    "SELECT load('postgres://app:hunter2@db/x')",
    "ALTER ROLEX app PASSWORD 'hunter2'",
  ];
  for (const text of secrets) expect(JSON.stringify(await classify(text))).not.toContain("hunter2");
  expect(JSON.stringify(await classify("ALTER USER a IDENTIFIED BY 'hunter2'", "mysql"))).not.toContain("hunter2");
  const { findings } = await classify(`UPDATE a SET b = '${"😀".repeat(400)}'`);
  expect(findings[0]?.statement.length).toBeLessThanOrEqual(300);
  expect(findings[0]?.statement.isWellFormed()).toBe(true);
});
