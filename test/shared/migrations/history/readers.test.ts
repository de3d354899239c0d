import { PGlite } from "@electric-sql/pglite";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { FOLDERS } from "../../../../cli/manifest/folders.ts";
import { readHistory } from "../../../../shared/migrations/database/read-history.ts";
import type { DatabaseSession } from "../../../../shared/migrations/database/session.ts";
import { READERS } from "../../../../shared/migrations/history/readers.ts";
import { TOOLS, type Tool } from "../../../../shared/migrations/tool.ts";
import { expectMigrations } from "../../../support/migrations/expect-migrations.ts";
import { FIXTURES } from "../../../support/migrations/fixtures.ts";
import type { FixtureRows, FixtureState } from "../../../support/migrations/tool-fixture.ts";
import { writeProject } from "../../../support/migrations/write-project.ts";

const database = await PGlite.create();
const session: DatabaseSession = {
  engine: "postgres",
  database: "postgres",
  query: async (sql, parameters) => (await database.query<Record<string, unknown>>(sql, [...parameters])).rows,
};

afterEach(async () => {
  const { rows } = await database.query<{ name: string }>(
    "select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'",
  );
  for (const { name } of rows) await database.exec(`drop schema "${name}" cascade`);
  await database.exec("create schema public");
});
afterAll(() => database.close());

async function expectedBy(tool: Tool, signal: AbortSignal) {
  await using project = await writeProject(FIXTURES[tool].folder);
  const migrations = await FOLDERS[tool].read(project.path, "postgres", signal);
  return expectMigrations(
    migrations.map(({ source: _source, sql: _sql, ...migration }) => migration),
    { tool },
  );
}

const onPostgres = TOOLS.filter((tool) => READERS[tool].engines.includes("postgres"));

describe.for(onPostgres)("the history of %s", (tool) => {
  const { tables, states } = FIXTURES[tool];
  const reader = READERS[tool];
  // Some states there are on MySQL alone.
  const cases = (Object.entries(states) as [FixtureState, FixtureRows][]).filter(
    ([, { statements }]) => statements.postgres,
  );

  test.for(cases)("is read in the state %s", async ([, rows], { signal }) => {
    for (const sql of [...(tables.postgres ?? []), ...(rows.statements.postgres ?? [])]) await database.exec(sql);
    const expected = await expectedBy(tool, signal);
    const history = await readHistory(session, reader, expected, signal);
    const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
    const entries = history.entries.map(({ at: _at, detail: _detail, ...entry }) => entry);
    expect(entries.toSorted(byId)).toEqual(rows.entries.toSorted(byId));
    expect(history.lock?.seen).toBe(rows.lock?.seen);
    expect(history.table).toBeDefined();
    expect(new Set(history.entries.map(({ id }) => id)).size).toBe(history.entries.length);
  });

  test("has no migration beside the manifest's own, but for one of a later release", async ({ signal }) => {
    const expected = await expectedBy(tool, signal);
    const placeOf = reader.placeBeside(expected);
    const known = new Set(expected.migrations.map(({ id }) => id));
    for (const { id } of expected.migrations) expect(placeOf(id, undefined)).toBeUndefined();
    for (const { id } of states.ahead?.entries.filter((entry) => !known.has(entry.id)) ?? []) {
      const at = new Date("2027-01-01T00:00:00Z");
      expect(placeOf(id, at)).toBe(tool === "alembic" ? undefined : "after");
    }
  });
});
