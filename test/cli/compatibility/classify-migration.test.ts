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
    ["CREATE TABLE A (b int); CREATE TABLE public.y (z int)", ["a", "public.y"], "expand"],
    ["CREATE TABLE a (b int); ALTER TABLE a RENAME TO c; ALTER TABLE c SET SCHEMA d", ["d.c"], "warn"],
    // A name in quotes is another than the one without.
    ['CREATE TABLE "Orders" (b int); CREATE TABLE "public.a" (b int)', ["Orders", '"public.a"'], "expand"],
    // What is written to it is written to the table of blue's that it shows, or is a part of.
    ["CREATE VIEW v AS SELECT 1", [], "expand"],
    ["CREATE TABLE p PARTITION OF t FOR VALUES FROM (1) TO (2)", [], "expand"],
    ["CREATE TABLE p (a int) INHERITS (t)", [], "warn"],
    ["CREATE TEMP TABLE a (b int); ALTER TABLE a DROP b", [], "expand"],
    ["CREATE TEMP TABLE a (b int) ON COMMIT DROP; DROP TABLE a", [], "unknown"],
    ["CREATE TABLE IF NOT EXISTS a (b int); ALTER TABLE a DROP b", [], "unknown"],
    ["CREATE TABLE a (b int); ALTER TABLE public.a DROP b", ["a"], "contract"],
    // What blue reads is not new, whatever made it.
    ["DROP TABLE a; CREATE TABLE a (b int); ALTER TABLE a DROP b", [], "contract"],
    ["CREATE TABLE b (c int); ALTER TABLE a RENAME TO z; ALTER TABLE b RENAME TO a", [], "contract"],
    // From here on `a` may be another table.
    ["CREATE TABLE a (b int); SET search_path = x; DROP TABLE a", [], "contract"],
    ["SET search_path = x; CREATE TABLE a (b int); DROP TABLE a; CREATE TABLE c (d int)", [], "warn"],
    ["CREATE TEMP TABLE a (b int); DISCARD ALL; DROP TABLE a", [], "contract"],
    ["CREATE TABLE t (b int); ALTER TABLE blues ATTACH PARTITION t DEFAULT; DROP TABLE t", [], "contract"],
    [
      "CREATE TABLE t (b int) PARTITION BY LIST (b); ALTER TABLE t ATTACH PARTITION blues DEFAULT; DROP TABLE t",
      [],
      "contract",
    ],
    ["CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS ''; DROP FUNCTION f(integer)", [], "warn"],
    ["CREATE FUNCTION f() RETURNS int LANGUAGE sql AS ''; DROP FUNCTION f(); DROP FUNCTION f", [], "contract"],
    ["BEGIN; CREATE TABLE a (b int); ROLLBACK; DROP TABLE a", [], "contract"],
  ])("%s", async ([text, creates, kind]) => {
    await expect(classify(text)).resolves.toMatchObject({ class: kind, creates });
  });
});

test.for<[text: string, engine: Engine, tables: (string | undefined)[]]>([
  [
    'DROP TABLE Orders, "Orders", public.orders, "public.orders"',
    "postgres",
    ["orders", "Orders", "public.orders", '"public.orders"'],
  ],
  ["DROP TABLE Orders, shop.orders, `shop.orders`", "mysql", ["Orders", "shop.orders", '"shop.orders"']],
  [
    "ALTER TABLE `shop.orders` ALTER a DROP DEFAULT; ALTER TABLE shop.orders ALTER a DROP DEFAULT",
    "mysql",
    [undefined, "shop.orders"],
  ],
  // Another migration made its `orders` under another path.
  ["SET search_path = x; DROP TABLE orders, y.orders", "postgres", [undefined, "y.orders"]],
  ["USE x; DROP TABLE orders", "mysql", [undefined]],
])("a finding names its table as no other is named: %s", async ([text, engine, tables]) => {
  const { findings } = await classify(text, engine);
  expect(findings.map(({ table }) => table)).toEqual(tables);
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
  ["ALTER TABLE a ADD b text NOT NULL DEFAULT my_default()", "unknown"],
  ["ALTER TABLE a ADD b timestamptz NOT NULL DEFAULT (now() AT TIME ZONE 'utc') + interval '1 day'", "warn"],
  ["ALTER TABLE a ADD b text CHECK (b ~ 'x'); ALTER TABLE a ALTER b SET DEFAULT 'y'", "unknown"],
  ["ALTER TABLE a ADD b uuid UNIQUE; ALTER TABLE a ALTER b SET DEFAULT gen_random_uuid()", "warn"],
  ["ALTER TABLE a ADD b my_domain UNIQUE", "contract"],
  ["ALTER TABLE a ADD b int DEFAULT 0 CHECK (b > 0)", "contract"],
  ["ALTER TABLE a ADD b varchar(99), ADD c text; CREATE INDEX CONCURRENTLY ON a (b)", "warn"],
  ["ALTER TABLE a ADD b int; ALTER TABLE a DROP b CASCADE", "unknown"],
  // It is calculated where it is read, which blue does not.
  ["ALTER TABLE a ADD b int GENERATED ALWAYS AS (c * 2) VIRTUAL", "warn"],
  ["ALTER DATABASE a CONNECTION LIMIT -1", "expand"],
  ["CREATE TABLE a (b int); DROP TABLE a CASCADE", "unknown"],
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
  ["CREATE TABLE `shop.orders` (a int); ALTER TABLE shop.orders DROP a", "contract"],
  ["ALTER TABLE a ADD b int NOT NULL DEFAULT (nullif(1, 1))", "unknown"],
  ["ALTER TABLE a ADD b int DEFAULT 1 CHECK (b > 0)", "warn"],
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
