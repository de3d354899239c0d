import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readDeclaration } from "../../../cli/compatibility/read-declaration.ts";
import { FOLDERS } from "../../../cli/manifest/folders.ts";
import { READERS } from "../../../shared/migrations/history/readers.ts";
import { TOOLS, type Tool } from "../../../shared/migrations/tool.ts";
import { FIXTURES } from "../../support/migrations/fixtures.ts";
import { writeProject } from "../../support/migrations/write-project.ts";

describe.for(TOOLS)("the folder of %s", (tool) => {
  const { folder, expected } = FIXTURES[tool];
  const [engine = "postgres"] = READERS[tool].engines;

  test("has the migrations that the tool applies, in its order", async ({ signal }) => {
    await using project = await writeProject(folder);
    const migrations = await FOLDERS[tool].read(project.path, engine, signal);
    const known = migrations.map(({ id, checksum }) => ({ id, ...(checksum !== undefined && { checksum }) }));
    expect(known).toEqual(expected);
  });

  test("says of each part in which line of which file it begins", async ({ signal }) => {
    await using project = await writeProject(folder);
    for (const { id, file, source, sql = [] } of await FOLDERS[tool].read(project.path, engine, signal)) {
      const lines = (await readFile(join(project.folder, file), "utf8")).split("\n");
      for (const part of [source, ...sql]) {
        const texts = part.text.split("\n").map((line) => line.trim());
        const at = texts.findIndex((line) => line !== "");
        expect(`${id}: ${lines[part.firstLine - 1 + at]}`).toContain(texts[at]);
      }
    }
  });

  test("that is not there is named", async ({ signal }) => {
    await using project = await writeProject(folder);
    await expect(FOLDERS[tool].read(join(project.folder, "elsewhere"), engine, signal)).rejects.toThrow("elsewhere");
  });
});

test.for<readonly [Tool, Readonly<Record<string, string>>, readonly string[]]>([
  [
    "dbmate",
    { "1_a.sql": "create table a ()", "1_b.sql": "-- migrate:up\n" },
    ["1_a.sql: expected a line `-- migrate:up`", "1_b.sql: expected a migration of its own"],
  ],
  ["rails", { "1_a.rb": "", "01_b.rb": "" }, ["1_a.rb: expected a migration of its own"]],
  ["rails", { "1_Bad-name.rb": "" }, ["1_Bad-name.rb: expected a name of a version"]],
  [
    "node-pg-migrate",
    { "init.sql": "", "1_a.js": "", "1_a.sql": "" },
    ["init.sql: expected a name that begins with a number", "1_a.sql: expected a migration of its own"],
  ],
  [
    "typeorm",
    { "a.ts": "export class Init implements MigrationInterface {\n  up() {}\n}" },
    ["a.ts:1: expected a class whose name ends in 13 digits of time, found Init"],
  ],
  ["db-migrate", { "init.js": "" }, ["init.js: expected a name of 14 digits"]],
  ["drizzle", { "0000_a.sql": "" }, ["meta/_journal.json: expected the journal"]],
  [
    "drizzle",
    { "0000_a.sql": "", "meta/_journal.json": '{"dialect":"mysql","entries":[{"tag":"../b","when":1}]}' },
    ["expected the dialect postgresql", "expected ../b.sql beside meta", "0000_a.sql: expected an entry"],
  ],
  ["prisma", { "migration_lock.toml": 'provider = "mysql"' }, ["expected the provider postgresql or cockroachdb"]],
  [
    "alembic",
    {
      "a.py": "revision = 'a'\ndown_revision = 'z'",
      "b.py": "revision = 'b'\ndown_revision = 'c'",
      "c.py": "revision = 'c'\ndown_revision = 'b'",
    },
    ["a.py: expected a revision z", "b.py: expected an order", "c.py: expected an order"],
  ],
  ["django", { "notes/migrations/0001_a.py": "" }, ["notes/migrations/0001_a.py: expected a class Migration"]],
])(
  "a folder that %s could not read either is refused, with all that is wrong: %j",
  async ([tool, files, problems], { signal }) => {
    await using project = await writeProject({ path: "project", files });
    const read = FOLDERS[tool].read(project.path, "postgres", signal);
    for (const problem of problems) await expect(read).rejects.toThrow(problem);
    await expect(read).rejects.toMatchObject({ problems: { length: problems.length } });
  },
);

test.for<readonly [Tool, readonly (string | undefined)[]]>([
  ["node-pg-migrate", ["\n-- Up Migration\nCREATE TABLE note (id integer PRIMARY KEY);\n", undefined]],
  ["db-migrate", ["/* Notes. */\nCREATE TABLE note (id integer PRIMARY KEY);\n", undefined]],
  [
    "dbmate",
    [
      "-- migrate:up\nCREATE TABLE note (id integer PRIMARY KEY);\n\n",
      "-- migrate:up transaction:false\nALTER TABLE note ADD COLUMN text text;\n",
    ],
  ],
  [
    "drizzle",
    [
      'CREATE TABLE "note" (\n\t"id" integer PRIMARY KEY\n);\n|\nCREATE INDEX "note_id" ON "note" ("id");\n',
      'ALTER TABLE "note" ADD COLUMN "text" text;',
    ],
  ],
  [
    "typeorm",
    ['CREATE TABLE "note" ("id" integer PRIMARY KEY)|\n      CREATE INDEX "note_id" ON "note" ("id")\n    ', undefined],
  ],
  ["knex", [undefined, undefined]],
])("the SQL of %s is what runs forwards, and unknown where it is code", async ([tool, sql], { signal }) => {
  await using project = await writeProject(FIXTURES[tool].folder);
  const migrations = await FOLDERS[tool].read(project.path, "postgres", signal);
  expect(migrations.map((each) => each.sql?.map(({ text }) => text).join("|"))).toEqual(sql);
});

const SAID = "-- compatibility: expand\n-- reason: x\n";

test.for<readonly [Tool, string, string, readonly number[] | "expand"]>([
  ["dbmate", "1_a.sql", `${SAID}-- migrate:up\nSELECT 1;\n-- migrate:down\n`, "expand"],
  ["dbmate", "1_a.sql", `-- migrate:up\n${SAID}SELECT 1;\n-- migrate:down\n`, "expand"],
  ["dbmate", "1_a.sql", `-- migrate:up\nSELECT 1;\n-- migrate:down\n${SAID}`, [4]],
  ["dbmate", "1_a.sql", `-- migrate:down\n${SAID}-- migrate:up\nSELECT 1;\n`, [2]],
  ["goose", "1_a.sql", `-- +goose Up\nSELECT 1;\n-- +goose Down\n${SAID}`, [4]],
  ["node-pg-migrate", "1_a.sql", `-- Up Migration\nSELECT 1;\n-- Down Migration\n${SAID}`, [4]],
  ["node-pg-migrate", "1_a.up.sql", `SELECT 1;\n${SAID}`, "expand"],
])("%s: of what runs forwards alone something is declared: %s %j", async ([tool, name, text, found], { signal }) => {
  await using project = await writeProject({ path: "project", files: { [name]: text } });
  const [migration] = await FOLDERS[tool].read(project.path, "postgres", signal);
  if (!migration) throw new Error("There is no migration");
  const { declaration, problems } = await readDeclaration(migration, "postgres");
  expect(declaration?.class ?? problems.map(({ line }) => line)).toEqual(found);
});

test("a comment above a class of TypeORM is of that class", async ({ signal }) => {
  const of = (name: string): string => `export class ${name} implements MigrationInterface {\n  up() {}\n}\n`;
  const text = `${of("A1700000000001")}\n/**\n * compatibility: expand\n * reason: x\n */\n@Named()\n${of("B1700000000002")}`;
  await using project = await writeProject({ path: "project", files: { "a.ts": text } });
  const migrations = await FOLDERS.typeorm.read(project.path, "postgres", signal);
  const read = await Promise.all(migrations.map((each) => readDeclaration(each, "postgres")));
  expect(read.map(({ declaration }) => declaration?.class)).toEqual([undefined, "expand"]);
});
