import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HistoryTableFault } from "../../../../shared/migrations/database/history-table-error.ts";
import { openSession } from "../../../../shared/migrations/database/open-session.ts";
import { readHistory } from "../../../../shared/migrations/database/read-history.ts";
import { READERS } from "../../../../shared/migrations/history/readers.ts";
import type { Manifest } from "../../../../shared/migrations/manifest/manifest.ts";
import type { Tool } from "../../../../shared/migrations/tool.ts";
import { startPglite, type RunningPglite } from "../../../support/migrations/start-pglite.ts";

interface Found {
  readonly is: string;
  readonly sql: string;
  readonly tool?: Tool;
  readonly table?: Manifest["table"];
  readonly found: string;
}

interface Refused {
  readonly is: string;
  readonly sql: string;
  readonly tool?: Tool;
  readonly fault: HistoryTableFault;
  readonly message: RegExp;
}

const KNEX = "(id serial, name text, batch int, migration_time timestamptz)";
const KNEX_ROW = "(name, batch, migration_time) values ('1_init.js', 1, '2026-01-01Z')";
const signal = new AbortController().signal;

let pglite: RunningPglite;
beforeAll(async () => {
  pglite = await startPglite();
});
afterAll(() => pglite.stop());

async function read(sql: string, tool: Tool, table?: Manifest["table"]): Promise<unknown> {
  await pglite.refill(sql);
  await using session = await openSession(pglite.settings, {}, signal);
  const expected: Manifest = { version: 1, tool, engine: "postgres", migrations: [], ...(table && { table }) };
  return await readHistory(session, READERS[tool], expected, signal).catch((error: unknown) => error);
}

describe("the history table is found", () => {
  test.for<Found>([
    { is: "in the connection's schema", sql: `create table knex_migrations ${KNEX}`, found: "public.knex_migrations" },
    {
      is: "by the manifest's name, in any case",
      sql: `create table "Ups" ${KNEX}`,
      table: { name: "uPS" },
      found: "public.Ups",
    },
    {
      is: "with the very spelling before another",
      sql: `create table "UPS" ${KNEX}; create table ups ${KNEX}`,
      table: { name: "UPS" },
      found: "public.UPS",
    },
    {
      is: "in the manifest's schema before the connection's",
      sql: `create schema app; create table app.knex_migrations ${KNEX}; create table knex_migrations ${KNEX}`,
      table: { schema: "app", name: "knex_migrations" },
      found: "app.knex_migrations",
    },
    {
      is: "in the connection's schema before others",
      sql: `create schema app; create table app.knex_migrations ${KNEX}; create table knex_migrations ${KNEX}`,
      found: "public.knex_migrations",
    },
    {
      is: "by its columns, of two spellings that are neither the name's",
      sql: `create table "Knex_migrations" ${KNEX}; create table "KNEX_migrations" (id int)`,
      found: "public.Knex_migrations",
    },
    {
      is: "in the tool's own schema before the connection's",
      sql: `create schema drizzle;
        create table drizzle.__drizzle_migrations (id serial, hash text, created_at bigint);
        create table __drizzle_migrations (id serial, hash text, created_at bigint)`,
      tool: "drizzle",
      found: "drizzle.__drizzle_migrations",
    },
  ])("$is", async ({ sql, tool = "knex", table, found }) => {
    expect(await read(sql, tool, table)).toEqual({ table: found, entries: [] });
  });

  test.for<{
    readonly is: string;
    readonly sql: string;
    readonly table?: Manifest["table"];
    readonly elsewhere?: readonly string[];
  }>([
    { is: "there is none", sql: "create table knex_migrations_2 (id int)" },
    {
      is: "only a schema that nobody named has one",
      sql: `create schema backup; create table backup.knex_migrations ${KNEX}`,
      elsewhere: ["backup.knex_migrations"],
    },
    {
      is: "it is in another schema than the manifest says",
      sql: `create table knex_migrations ${KNEX}`,
      table: { schema: "app", name: "knex_migrations" },
    },
  ])("and is missing where $is", async ({ sql, table, elsewhere }) => {
    expect(await read(sql, "knex", table)).toEqual({ entries: [], ...(elsewhere && { elsewhere }) });
  });
});

describe("the history table is refused", () => {
  test.for<Refused>([
    {
      is: "two spellings may be it",
      sql: `create table "Knex_migrations" ${KNEX}; create table "KNEX_migrations" ${KNEX}`,
      fault: "ambiguous",
      message: /"public\.Knex_migrations", "public\.KNEX_migrations".*--table$/,
    },
    {
      is: "its columns are not the tool's, though another schema has one with those",
      sql: `create schema backup; create table backup.knex_migrations ${KNEX}; create table knex_migrations (id int, name text)`,
      fault: "another-tool",
      message: /^The table "public\.knex_migrations" is not that of knex: it lacks "batch", "migration_time"/,
    },
    {
      is: "it is a view, behind which a lock is not seen",
      sql: `create table x ${KNEX}; create view knex_migrations as select * from x`,
      fault: "view",
      message: /^"public\.knex_migrations" is a view, .* Name the table itself/,
    },
    {
      is: "its columns are another tool's",
      sql: "create table migrations (id serial, migration text, batch int)",
      tool: "typeorm",
      fault: "another-tool",
      message:
        /"public\.migrations" is not that of typeorm: it lacks "timestamp", "name".* Its columns are those of laravel\./,
    },
    {
      is: "its columns are nobody's",
      sql: `create table knex_migrations ("\u001B[2J\u202E" int)`,
      fault: "another-tool",
      message: /lacks "id", .* Its columns are "\\u001b\[2J\\u202e"\./,
    },
    {
      is: "a value is NULL that is never",
      sql: `create table knex_migrations ${KNEX}; insert into knex_migrations (name, batch) values ('a', 1), (null, 1)`,
      fault: "unreadable",
      message: /^Row 2 of the table "public\.knex_migrations" holds NULL in "name", where text was expected$/,
    },
    {
      is: "a value is none of its kind",
      sql: "create table knex_migrations (id text, name text, batch int, migration_time text); insert into knex_migrations values (E'\\u001b[2J' || repeat('x', 1000), '', 1, null)",
      fault: "unreadable",
      message: /^Row 1 .* holds "\\u001b\[2Jx+…" in "id", where integer was expected$/,
    },
    {
      is: "the lock's table is another one",
      sql: `create table knex_migrations ${KNEX}; create table knex_migrations_lock (x int)`,
      fault: "another-tool",
      message: /"public\.knex_migrations_lock" is not that of knex: it lacks "is_locked"/,
    },
    {
      is: "it has too many rows",
      sql: `create table knex_migrations ${KNEX}; insert into knex_migrations (name, batch) select 'x', 1 from generate_series(1, 100001)`,
      fault: "too-large",
      message: /more than 100000 rows/,
    },
    {
      is: "its rows are too long",
      sql: `create table knex_migrations ${KNEX}; insert into knex_migrations (name, batch) select repeat('x', 1100000), 1 from generate_series(1, 32)`,
      fault: "too-large",
      message: /more than 33554432 characters/,
    },
  ])("where $is", async ({ sql, tool = "knex", fault, message }) => {
    expect(await read(sql, tool)).toMatchObject({
      name: "HistoryTableError",
      fault,
      message: expect.stringMatching(message),
    });
  });
});

test("the lock's table is read with the history", async () => {
  const sql = `create table knex_migrations ${KNEX}; insert into knex_migrations ${KNEX_ROW};
    create table "KNEX_MIGRATIONS_LOCK" (index int, is_locked int); insert into "KNEX_MIGRATIONS_LOCK" values (1, 1)`;
  expect(await read(sql, "knex")).toEqual({
    table: "public.knex_migrations",
    entries: [{ id: "1_init.js", state: "applied", at: new Date("2026-01-01Z") }],
    lock: { seen: expect.stringContaining("is_locked") },
  });
});
