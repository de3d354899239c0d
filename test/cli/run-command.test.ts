import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { runCommand } from "../../cli/run-command.ts";
import { startPglite, type RunningPglite } from "../support/migrations/start-pglite.ts";

let database: RunningPglite;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hooks-"));
  database = await startPglite();
  await mkdir(join(folder, "blue"));
  await mkdir(join(folder, "green"));
  for (const colour of ["blue", "green"]) {
    await writeFile(
      join(folder, colour, "1_orders.sql"),
      "-- Up Migration\nCREATE TABLE orders (id int, note text);\n",
    );
  }
  await writeFile(join(folder, "green", "2_notes.sql"), "-- Up Migration\n\nALTER TABLE orders DROP COLUMN note;\n");
});
afterAll(async () => {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => vi.unstubAllEnvs());

/** What is printed, what is said beside it, and how it ends. `@` in a word is the folder of this test. */
async function run(words: string) {
  const printed: string[] = [];
  const said: string[] = [];
  const exitCode = await runCommand(
    words
      .split(" ")
      .filter(Boolean)
      .map((word) => word.replace("@", folder)),
    {
      print: (text) => void printed.push(text),
      say: (text) => void said.push(text),
      signal: new AbortController().signal,
    },
  );
  return { exitCode, printed: printed.join("\n"), said: said.join("\n") };
}

const TABLE = "CREATE TABLE pgmigrations (id serial PRIMARY KEY, name varchar(255), run_on timestamp);";
const applied = (...names: readonly string[]): string =>
  `${TABLE}${names.map((name) => `INSERT INTO pgmigrations (name, run_on) VALUES ('${name}', now());`).join("")}`;

/** Where the database of this test is, as a URL in the environment. */
function nameDatabase(port = database.settings.port): void {
  vi.stubEnv("SHOP_DATABASE", `postgres://postgres:hunter2@127.0.0.1:${port}/postgres?sslmode=disable`);
}

async function makeManifests(): Promise<void> {
  for (const [colour, release] of [
    ["blue", "1.0.0"],
    ["green", "1.1.0"],
  ]) {
    const { exitCode } = await run(
      `manifest @/${colour} --tool node-pg-migrate --release ${release} --output @/${colour}.json`,
    );
    expect(exitCode).toBe(0);
  }
}

test.for([
  [
    "ready",
    applied("1_orders"),
    "--manifest @/blue.json --blue @/blue.json",
    0,
    "All 1 migrations that green expects are applied",
  ],
  [
    "pending",
    applied("1_orders"),
    "--manifest @/green.json --blue @/green.json",
    10,
    'Migration "2_notes" of the 2 that green expects is pending',
  ],
  ["of a missing table", "", "--manifest @/blue.json --blue @/blue.json", 20, "found no such table"],
  [
    "breaking blue",
    applied("1_orders", "2_notes"),
    "--manifest @/green.json --blue @/blue.json",
    20,
    "2_notes.sql:3 `ALTER TABLE orders DROP COLUMN note`",
  ],
  ["pending and breaking blue", applied("1_orders"), "--manifest @/green.json --blue @/blue.json", 20, "breaks-blue"],
  [
    "unknown",
    applied("1_orders", "2_notes", "1_other"),
    "--manifest @/green.json --blue @/green.json",
    20,
    '"1_other" is applied',
  ],
  ["ahead", applied("1_orders", "2_notes"), "--manifest @/blue.json --blue @/green.json", 0, "warning ahead"],
  [
    "of a table of another tool",
    "CREATE TABLE pgmigrations (version text);",
    "--manifest @/blue.json",
    30,
    "pgmigrations",
  ],
] as const)("a database that is %s ends the check with its exit code", async ([, rows, words, exitCode, says]) => {
  await makeManifests();
  await database.refill(rows);
  nameDatabase();
  const ended = await run(`migrations check --database env:SHOP_DATABASE ${words}`);
  expect(`${ended.printed}${ended.said}`).toContain(says);
  expect(ended.exitCode).toBe(exitCode);
});

test("a verdict in JSON has every finding, and nothing else is printed", async () => {
  await makeManifests();
  await database.refill(applied("1_orders"));
  nameDatabase();
  const { exitCode, printed } = await run(
    "migrations check --json --manifest @/green.json --blue @/blue.json --database env:SHOP_DATABASE",
  );
  expect(exitCode).toBe(20);
  expect(JSON.parse(printed)).toMatchObject({
    outcome: "failed",
    exitCode: 20,
    findings: [
      { standing: "pending", effect: "fail", ids: ["2_notes"] },
      { standing: "breaks-blue", effect: "fail" },
    ],
  });
});

test.for([
  ["a database that is not there", "--database env:SHOP_DATABASE --manifest @/blue.json", "127.0.0.1:1"],
  ["a secret that is not there", "--database env:NOTHING --manifest @/blue.json", "expected a variable NOTHING"],
  [
    "a manifest that is not there",
    "--database env:SHOP_DATABASE --manifest @/none.json",
    "--manifest: expected a file, the text of a task definition",
  ],
  [
    "a configuration that says nothing",
    "--manifest @/blue.json",
    "says nothing of migrations: expected a database or an endpoint, there or by --database",
  ],
  ["a configuration that is not there", "--manifest @/blue.json --config @/none.config.ts", "none.config.ts"],
] as const)("what cannot be told for %s ends with 30, and without the password", async ([, words, says]) => {
  await makeManifests();
  nameDatabase(1);
  const { exitCode, said } = await run(`migrations check ${words}`);
  expect(exitCode).toBe(30);
  expect(said).toContain(says);
  expect(said).not.toContain("hunter2");
});

test.for([
  ["", "Usage: hooks"],
  ["manifest @/blue", "required option '--tool <tool>'"],
  ["manifest @/blue --tool make", "Allowed choices are alembic"],
  ["manifest @/blue --tool knex", "--engine: expected one of postgres, mysql, which knex works with"],
  ["manifest @/blue --tool knex --s3 s3://b/k?x=1", "expected s3://bucket/key without parameters"],
  ["manifest @/blue --tool node-pg-migrate --s3 s3://bucket/key", "--s3: expected --output FILE with it"],
  ["manifest @/blue --tool knex --s3 https://bucket/key", "expected s3://bucket/key"],
  [
    "manifest @/blue --tool node-pg-migrate --engine mysql",
    "--engine: expected one of postgres, which node-pg-migrate works with, received mysql",
  ],
  ["manifest @/blue --tool knex --table a.b.c", "expected table or schema.table"],
  ["manifest @/blue --tool knex --inline --s3 s3://bucket/key", "cannot be used with option"],
  ["migrations check", "required option '--manifest <manifest>'"],
  ["migrations check --manifest a b", "too many arguments"],
  ["migrate", "unknown command 'migrate'"],
] as const)("what cannot be understood, %j, is refused with how it is used", async ([words, says]) => {
  const { exitCode, said } = await run(words);
  expect(said).toContain(says);
  expect(exitCode).toBe(2);
});

test("a verdict that could not be made is JSON, too, where that was asked for", async () => {
  await makeManifests();
  nameDatabase(1);
  const { exitCode, printed } = await run(
    "migrations check --json --manifest @/blue.json --database env:SHOP_DATABASE",
  );
  expect(exitCode).toBe(30);
  expect(JSON.parse(printed)).toMatchObject({
    outcome: "unclear",
    exitCode: 30,
    reason: expect.stringContaining("127.0.0.1:1"),
  });
});

test("a manifest is printed as a text for a task definition, and read from one, or from a file that has it", async () => {
  await database.refill(applied("1_orders"));
  nameDatabase();
  const { printed: inline } = await run("manifest @/blue --tool node-pg-migrate --inline");
  expect(inline).toMatch(/^gzip:/u);
  const { exitCode } = await run(`migrations check --manifest ${inline} --database env:SHOP_DATABASE`);
  expect(exitCode).toBe(0);
  await writeFile(join(folder, "inline.txt"), `${inline}\n`);
  expect((await run("migrations check --manifest @/inline.txt --database env:SHOP_DATABASE")).exitCode).toBe(0);
  const { printed: location } = await run(
    "manifest @/blue --tool node-pg-migrate --output @/m.json --s3 s3://releases/1.json",
  );
  expect(location).toMatch(/^s3:\/\/releases\/1\.json\?sha256=[0-9a-f]{64}$/u);
});

test("a folder that cannot be read as its tool reads it ends with 1", async () => {
  expect(await run("manifest @/none --tool knex --engine mysql")).toMatchObject({
    exitCode: 1,
    said: expect.stringContaining("expected a folder"),
  });
});
