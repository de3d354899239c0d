import { describe, expect, inject, test } from "vitest";
import "../support/provided-context.ts";
import { openSession } from "../../../shared/migrations/database/open-session.ts";
import { readHistory } from "../../../shared/migrations/database/read-history.ts";
import type { History } from "../../../shared/migrations/history/history.ts";
import type { HistoryReader } from "../../../shared/migrations/history/history-reader.ts";
import type { Manifest } from "../../../shared/migrations/manifest/manifest.ts";
import { ENGINES } from "../../../shared/migrations/tool.ts";
import { connectMariadb } from "../support/connect-mariadb.ts";
import { connectPostgres } from "../support/connect-postgres.ts";
import type { Connection } from "../support/connection.ts";
import { createDatabase } from "../support/create-database.ts";
import type { DatabaseUser, TestDatabase } from "../support/test-database.ts";
import { settingsOf } from "./settings-of.ts";
import { ADVISORY_KEY, makeZooReader, manifestOf, ZOO_TABLES } from "./zoo-reader.ts";

const CONNECT = { postgres: connectPostgres, mysql: connectMariadb };
const signal = AbortSignal.any([]);

async function read(
  database: TestDatabase,
  reader: HistoryReader,
  table?: Manifest["table"],
  user: DatabaseUser = database.reader,
): Promise<History> {
  await using session = await openSession(settingsOf(database, user), {}, signal);
  return await readHistory(session, reader, manifestOf(database.engine, table), signal);
}

/** A session of the owner's, in which he has run these statements and is not at an end. */
async function begin(database: TestDatabase, ...statements: readonly string[]): Promise<Connection & AsyncDisposable> {
  const { engine, host, port, name, owner } = database;
  const connection = await CONNECT[engine]({ host, port, ...owner, database: name });
  for (const statement of statements) await connection.query(statement);
  return { ...connection, [Symbol.asyncDispose]: () => connection.end() };
}

describe.for(ENGINES)("a history in %s", (engine) => {
  test("is read in its order, whatever its types and the case of its names", async () => {
    await using database = await createDatabase(engine);
    await database.execute(...ZOO_TABLES[engine]);
    const { reader, rows } = makeZooReader();
    const history = await read(database, reader, { name: "zoo" });
    expect(history).toEqual({
      table: engine === "postgres" ? "public.Zoo" : `${database.name}.Zoo`,
      entries: [
        { id: "okapi \u{1F993}", state: "applied" },
        { id: "emu", state: "applied" },
      ],
    });
    expect(rows()).toEqual({
      history: [
        {
          ID: 9n,
          name: "okapi \u{1F993}",
          tame: true,
          born: new Date("2026-01-01T00:00:00Z"),
          fed: new Date("2026-07-01T12:00:00.5Z"),
          chip: "deadbeef",
        },
        { ID: 10n, name: "emu", tame: false, born: new Date("2026-01-02T01:04:05.678Z"), fed: null, chip: "00ff" },
      ],
      companions: {},
    });
  });

  test("is empty, and has no table, where there is none", async () => {
    await using database = await createDatabase(engine);
    expect(await read(database, makeZooReader().reader)).toEqual({ entries: [] });
  });

  test("may be read by a user who may read nothing but its tables", async () => {
    await using database = await createDatabase(engine);
    await database.execute(
      ...ZOO_TABLES[engine],
      `create table ${engine === "mysql" ? "Zoo_lock" : '"Zoo_lock"'} (held int)`,
    );
    const { reader } = makeZooReader();
    const administrator = await administer(database);
    const user = { user: `alone_${database.name}`, password: "only-select" };
    try {
      await administrator.query(
        engine === "postgres"
          ? `create role ${user.user} login password '${user.password}'`
          : `create user ${user.user} identified by '${user.password}'`,
      );
      // MySQL lets nobody into a database in which he may do nothing.
      if (engine === "mysql") await administrator.query(`grant create view on ${database.name}.* to ${user.user}`);
      for (const table of ["Zoo", "Zoo_lock"]) {
        const refused = await read(database, reader, undefined, user).catch((error: unknown) => error);
        expect(refused).toMatchObject({ name: "DatabaseError", kind: "permission" });
        // What the sentence says to do is enough.
        const [grant = ""] = /GRANT .*/.exec(String(refused)) ?? [];
        expect(grant).toContain(table);
        for (const statement of grant.split("; ")) await administrator.query(statement);
      }
      expect((await read(database, reader, undefined, user)).entries).toHaveLength(2);
    } finally {
      await administrator.query(engine === "postgres" ? `drop owned by ${user.user}` : "select 1");
      await administrator.query(`drop ${engine === "postgres" ? "role" : "user"} ${user.user}`);
      await administrator.end();
    }
  });

  test("is locked while another session has the tool's own lock, and names it", async () => {
    await using database = await createDatabase(engine);
    await database.execute(...ZOO_TABLES[engine]);
    const { reader } = makeZooReader();
    const take =
      engine === "postgres"
        ? `select pg_advisory_lock(${ADVISORY_KEY})`
        : `select get_lock('lock of ${database.name}.Zoo', 1)`;
    await using _run = await begin(database, take);
    const { lock, entries } = await read(database, reader, { name: "zoo" });
    expect(entries).toHaveLength(2);
    expect(lock?.seen).toMatch(engine === "postgres" ? /advisory lock -5000000000 is held/ : /GET_LOCK/);
    expect(lock?.holder).toMatch(engine === "postgres" ? /of the user "owner/ : /^connection \d+$/);
  });

  test("is locked, and no error, while its table cannot be read", async () => {
    await using database = await createDatabase(engine);
    await database.execute(...ZOO_TABLES[engine]);
    await using _run = await (engine === "postgres"
      ? begin(database, "begin", `lock table "Zoo" in access exclusive mode`)
      : begin(database, "lock tables Zoo write"));
    const { lock, entries } = await read(database, makeZooReader().reader);
    expect(entries).toEqual([]);
    expect(lock?.seen).toMatch(engine === "postgres" ? /AccessExclusiveLock/ : /another session has locked it/);
  });

  test("of a thousand migrations is read in no time", async () => {
    await using database = await createDatabase(engine);
    const [create] = ZOO_TABLES[engine];
    await database.execute(create);
    const values = Array.from(
      { length: 1_000 },
      (_, at) => `(${at}, 'm${at}', ${engine === "postgres" ? "true" : 1}, now(), now(), '')`,
    );
    await database.execute(`insert into ${engine === "postgres" ? '"Zoo"' : "Zoo"} values ${values.join(",")}`);
    await using session = await openSession(settingsOf(database), {}, signal);
    const { reader } = makeZooReader();
    const took: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const before = performance.now();
      expect((await readHistory(session, reader, manifestOf(engine), signal)).entries).toHaveLength(1_000);
      took.push(performance.now() - before);
    }
    // The goal for the whole of the check; on a machine that does other things, too.
    expect(Math.min(...took)).toBeLessThan(150);
  });
});

test.for(ENGINES)("a first run in %s that has not made its table yet is seen by its lock", async (engine) => {
  await using database = await createDatabase(engine);
  const take =
    engine === "postgres"
      ? `select pg_advisory_lock(${ADVISORY_KEY})`
      : `select get_lock('lock of ${database.name}.Zoo', 1)`;
  await using _run = await begin(database, take);
  const { table, lock } = await read(database, makeZooReader().reader);
  expect([table, lock?.seen]).toEqual([undefined, expect.stringMatching(/advisory lock|GET_LOCK/)]);
});

test.for(ENGINES)("a view in %s is no history: behind it a lock is not seen", async (engine) => {
  await using database = await createDatabase(engine);
  const [create] = ZOO_TABLES[engine];
  await database.execute(
    create.replace("Zoo", "pets"),
    `create view zoo as select * from ${engine === "postgres" ? '"pets"' : "pets"}`,
  );
  const refused = await read(database, makeZooReader().reader).catch((error: unknown) => error);
  expect(refused).toMatchObject({ name: "HistoryTableError", fault: "view" });
});

describe("a history in PostgreSQL", () => {
  test.for(["Zoo", "Zoo_lock"])("is refused to whom row-level security hides rows of %s", async (table) => {
    await using database = await createDatabase("postgres");
    await database.execute(
      ...ZOO_TABLES.postgres,
      'create table "Zoo_lock" (held int)',
      'insert into "Zoo_lock" values (1)',
      'grant select on "Zoo", "Zoo_lock" to public',
      `alter table "${table}" enable row level security`,
    );
    const refused = await read(database, makeZooReader().reader).catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: "DatabaseError", kind: "permission" });
    expect(String(refused)).toMatch(
      /Row-level security hides rows from the user "reader\w+" .* BYPASSRLS\. It says .*Zoo/,
    );
    // Its owner sees them all.
    expect((await read(database, makeZooReader().reader, undefined, database.owner)).entries).toHaveLength(2);
  });

  test("is not taken from a schema of the search path that the user may not use, but named with what grants it", async () => {
    await using database = await createDatabase("postgres");
    await database.execute(...ZOO_TABLES.postgres);
    const administrator = await administer(database);
    try {
      await administrator.query("revoke usage on schema public from public");
      const { user } = database.reader;
      await administrator.query(`revoke usage on schema public from ${user}`);
      const refused = await read(database, makeZooReader().reader).catch((error: unknown) => error);
      expect(refused).toMatchObject({ kind: "permission", message: expect.stringContaining("GRANT USAGE ON SCHEMA") });
    } finally {
      await administrator.end();
    }
  });

  test("is locked while a run has written to its table and has not committed, and says since when", async () => {
    await using database = await createDatabase("postgres");
    await database.execute(...ZOO_TABLES.postgres);
    const before = Date.now();
    await using run = await begin(
      database,
      "set application_name = 'deploy'",
      "begin",
      `insert into "Zoo" values (11, 'gnu', true, now(), now(), '')`,
    );
    // Whose transaction began when is told to its own user, and to monitoring.
    const { lock, entries } = await read(database, makeZooReader().reader, undefined, database.owner);
    expect(entries).toHaveLength(2);
    expect(lock?.seen).toContain("RowExclusiveLock");
    expect(lock?.holder).toMatch(/^process \d+ of the user "owner\w+", application "deploy"$/);
    expect(Math.abs((lock?.since?.getTime() ?? 0) - before)).toBeLessThan(5_000);
    expect((await read(database, makeZooReader().reader)).lock).toMatchObject({ seen: lock?.seen });
    await run.query("commit");
    const after = await read(database, makeZooReader().reader);
    expect([after.lock, after.entries.length]).toEqual([undefined, 3]);
  });
});

async function administer({ engine, host, port, name }: TestDatabase): Promise<Connection> {
  return CONNECT[engine]({ host, port, ...inject(engine).administrator, database: name });
}
