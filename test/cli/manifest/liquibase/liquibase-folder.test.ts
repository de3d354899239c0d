import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { liquibaseFolder } from "../../../../cli/manifest/folders/liquibase.ts";

const signal = new AbortController().signal;
const xml = (inside: string): string => `<databaseChangeLog>\n${inside}\n</databaseChangeLog>\n`;

async function writeFiles(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), "changelogs-"));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
  return root;
}

test("a changeset is named by its path on the search path, which is where what the changelogs name is found", async () => {
  const root = await writeFiles({
    "src/db/first.xml": xml(
      '<include file="db/one.json"/>\n<includeAll path="classpath:db/more/"/>\n<changeSet id="01" author="me"/>',
    ),
    "src/db/one.json":
      '{"databaseChangeLog":[\n\t{"changeSet":{"id":1.10,"author":"me","changes":[{"dropTable":{"tableName":"x"}}]}}]}',
    "src/db/more/b.sql": "SELECT 1;\n",
    "src/db/more/a/c.yaml":
      "databaseChangeLog:\n  - logicalFilePath: logical\n  - changeSet: {id: y, author: me, runAlways: true}\n",
  });
  const found = await liquibaseFolder.read(path.join(root, "src/db/first.xml"), "postgres", signal);
  expect(found.map(({ id, file, sql, repeatable }) => ({ id, file, sql: sql?.length, repeatable }))).toEqual([
    { id: "db/one.json::1.10::me", file: "one.json", sql: undefined, repeatable: undefined },
    { id: "logical::y::me", file: "more/a/c.yaml", sql: 0, repeatable: true },
    { id: "db/more/b.sql::raw::includeAll", file: "more/b.sql", sql: 1, repeatable: undefined },
    { id: "db/first.xml::01::me", file: "first.xml", sql: 0, repeatable: undefined },
  ]);
});

test("of a changeset is read what runs forwards on this database, with its lines", async () => {
  const root = await writeFiles({
    "changelog.xml": xml(
      '<changeSet id="1" author="a" dbms="postgresql,!h2">\n<sql><![CDATA[SELECT 1 < 2;]]></sql>\n<sql dbms="mysql">SELECT 2</sql>\n<sql>SELECT 1 &lt; 3</sql><rollback>DROP TABLE a</rollback></changeSet>\n<changeSet id="2" author="a" dbms="mysql"><sql>SELECT 3</sql></changeSet>\n<include file="f.sql" relativeToChangelogFile="true"/>',
    ),
    "f.sql":
      "--liquibase formatted sql\n--changeset a:3\nSELECT 4;\n--rollback SELECT 5;\n--ignoreLines:1\nno SQL\nSELECT 6;\n",
  });
  const found = await liquibaseFolder.read(root, "postgres", signal);
  expect(found.map(({ sql }) => sql)).toEqual([
    [
      { text: "SELECT 1 < 2;", firstLine: 3 },
      { text: "SELECT 1 < 3", firstLine: 5 },
    ],
    [{ text: "\nSELECT 4;\n\n\n\nSELECT 6;\n", firstLine: 2 }],
  ]);
});

test("all that is wrong with the changelogs is said at once", async () => {
  const root = await writeFiles({
    "changelog.xml": xml(
      '<changeSet id="1"/>\n<include file="changelog.xml"/>\n<include file="none.xml"/>\n<include file="bomb.xml"/>\n<include file="open.yaml"/>',
    ),
    "bomb.xml": '<!DOCTYPE a [<!ENTITY b "c">]>\n<databaseChangeLog/>\n',
    "open.yaml": "databaseChangeLog: [\n",
  });
  const error: unknown = await liquibaseFolder.read(root, "mysql", signal).catch((reason: unknown) => reason);
  expect(
    String(error)
      .split("\n")
      .slice(1)
      .map((line) => line.trim()),
  ).toEqual([
    "changelog.xml:2: expected a changeSet with id and author",
    "changelog.xml: expected no changelog that includes itself",
    "changelog.xml:4: expected none.xml, found nothing there",
    "bomb.xml: expected XML without a DOCTYPE, found one",
    expect.stringMatching(/^open\.yaml:\d: expected YAML: /),
  ]);
});
