import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { readDeclaration } from "../../../../cli/compatibility/read-declaration.ts";
import { createManifest } from "../../../../cli/manifest/create-manifest.ts";
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

test("a path is what Liquibase is given in the same folder, where no changelog says where its files are looked for", async () => {
  const root = await writeFiles({
    "db/changelog.xml": xml('<include file="more/a.xml" relativeToChangelogFile="true"/>'),
    "db/more/a.xml": xml('<changeSet id="1" author="me"/>'),
  });
  const given = vi.spyOn(process, "cwd").mockReturnValue(root);
  onTestFinished(() => given.mockRestore());
  const idsOf = async (file: string) => (await liquibaseFolder.read(file, "postgres", signal)).map(({ id }) => id);
  expect(await idsOf("db/changelog.xml")).toEqual(["db/more/a.xml::1::me"]);
  expect(await idsOf("./db")).toEqual(["db/more/a.xml::1::me"]);
  expect(await idsOf(path.join(root, "db/changelog.xml"))).toEqual(["more/a.xml::1::me"]);
});

test("what a context or labels choose is optional, be they its own or those that it is included by", async () => {
  const root = await writeFiles({
    "changelog.xml": xml(
      '<changeSet id="1" author="a"/>\n<changeSet id="2" author="a" contextFilter="test"/>\n<changeSet id="3" author="a" labels="x"/>\n<changeSet id="4" author="a" context=""/>\n<include file="b.sql" relativeToChangelogFile="true"/>\n<include file="c.yaml" relativeToChangelogFile="true" context="test"/>\n<include file="d.yaml" relativeToChangelogFile="true"/>',
    ),
    "b.sql":
      "--liquibase formatted sql\n--changeset b:1 context:test\nSELECT 1;\n--changeset b:2 dbms:postgresql\nSELECT 2;\n",
    "c.yaml": "databaseChangeLog:\n  - changeSet: {id: 1, author: c}\n",
    "d.yaml": "databaseChangeLog:\n  - changeSet: {id: 1, author: d, labels: v1}\n  - changeSet: {id: 2, author: d}\n",
  });
  const found = await liquibaseFolder.read(path.join(root, "changelog.xml"), "postgres", signal);
  expect(found.flatMap(({ id, optional }) => (optional === true ? [id] : []))).toEqual([
    "changelog.xml::2::a",
    "changelog.xml::3::a",
    "b.sql::1::b",
    "c.yaml::1::c",
    "d.yaml::1::d",
  ]);
});

test.for([
  ["mysql, where MariaDB has its like", ["mysql", "mariadb", undefined, "mysql,mariadb", "!mariadb"], [0, 1, 4]],
  ["mysql alone is expected of every database of its kind", ["mysql", undefined], []],
] as const)("what is for %s", async ([, dbms, optional]) => {
  const changesets = dbms.map((each, index) => `<changeSet id="${index}" author="a"${each ? ` dbms="${each}"` : ""}/>`);
  const root = await writeFiles({ "changelog.xml": xml(changesets.join("\n")) });
  const found = await liquibaseFolder.read(path.join(root, "changelog.xml"), "mysql", signal);
  expect(found.flatMap((each, index) => (each.optional === true ? [index] : []))).toEqual(optional);
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

const SAID = "-- compatibility: expand\n-- reason: x\n";
const COMMENTS = "<!-- compatibility: expand -->\n<!-- reason: x -->\n";
const HEADER = "--liquibase formatted sql\n";

test.for<[name: string, text: string, classes: (string | undefined)[]]>([
  ["c.sql", `${HEADER}--changeset a:1\n${SAID}SELECT 1;\n--changeset a:2\nSELECT 2;\n`, ["expand", undefined]],
  [
    "c.sql",
    `${HEADER}--changeset a:1\nSELECT 1;\n${SAID}--rollback SELECT 2;\n--changeset a:2\nSELECT 2;\n`,
    ["expand", undefined],
  ],
  ["c.sql", `${HEADER}--changeset a:1\nSELECT 1;\n${SAID}`, ["expand"]],
  ["c.xml", xml(`<changeSet id="1" author="a">\n${COMMENTS}<sql>SELECT 1</sql></changeSet>`), ["expand"]],
  ["c.xml", xml(`<changeSet id="1" author="a"><sql>\n${SAID}SELECT 1</sql></changeSet>`), ["expand"]],
  ["c.xml", xml(`<changeSet id="1" author="a" ignore="true">\n${COMMENTS}</changeSet>`), []],
  [
    "c.yaml",
    "databaseChangeLog:\n- changeSet:\n    # compatibility: expand\n    # reason: x\n    id: 1\n    author: a\n- changeSet: {id: 2, author: a}\n",
    ["expand", undefined],
  ],
])("%s: a changeset has the declaration that is in it: %j", async ([name, text, classes]) => {
  const root = await writeFiles({ [name]: text });
  const found = await liquibaseFolder.read(path.join(root, name), "postgres", signal);
  const read = await Promise.all(found.map((each) => readDeclaration(each, "postgres")));
  expect(read).toMatchObject(read.map(() => ({ problems: [] })));
  expect(read.map(({ declaration }) => declaration?.class)).toEqual(classes);
});

test.for<[name: string, text: string, line: number]>([
  ["c.sql", `${HEADER}${SAID}--changeset a:1\nSELECT 1;\n`, 2],
  ["c.sql", `${HEADER}--changeset a:1\nSELECT 1;\n--rollback SELECT 2;\n\n${SAID}--changeset a:2\nSELECT 2;\n`, 6],
  ["c.sql", `${HEADER}--changeset a:1\nSELECT 1;\n${SAID}/*\n Notes.\n*/\n--changeset a:2\nSELECT 2;\n`, 4],
  ["c.sql", `${HEADER}--changeset a:1\nSELECT 1;\n/* liquibase rollback\n${SAID}SELECT 2;\n*/\n`, 5],
  ["c.xml", xml(`${COMMENTS}<changeSet id="1" author="a"/>`), 2],
  ["c.xml", xml(`<changeSet id="1" author="a"/>\n${COMMENTS}<changeSet id="2" author="a"/>`), 3],
  [
    "c.xml",
    xml(`<changeSet id="1" author="a"><sql>SELECT 1</sql><rollback>\n${SAID}SELECT 2</rollback></changeSet>`),
    3,
  ],
  [
    "c.yaml",
    "databaseChangeLog:\n- changeSet: {id: 1, author: a}\n# compatibility: expand\n# reason: x\n- changeSet: {id: 2, author: a}\n",
    3,
  ],
])("%s: a declaration that is not in what runs of a changeset is refused: %j", async ([name, text, line]) => {
  const root = await writeFiles({ [name]: text });
  const read = createManifest({ tool: "liquibase", path: path.join(root, name), engine: "postgres" }, signal);
  await expect(read).rejects.toMatchObject({ problems: [{ file: name, line }] });
});
