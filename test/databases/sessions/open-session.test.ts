import { describe, expect, test } from "vitest";
import { DatabaseError } from "../../../shared/migrations/database/database-error.ts";
import type { DatabaseSettings } from "../../../shared/migrations/database/database-settings.ts";
import { openSession } from "../../../shared/migrations/database/open-session.ts";
import { DEFAULT_LIMITS } from "../../../shared/migrations/database/session-limits.ts";
import { ENGINES } from "../../../shared/migrations/tool.ts";
import { createDatabase } from "../support/create-database.ts";
import { settingsOf } from "./settings-of.ts";

const SLEEP = { postgres: "select pg_sleep(20)", mysql: "select sleep(20)" };
const PARAMETER = { postgres: "select $1::text as x", mysql: "select ? as x" };

function ask(settings: DatabaseSettings, sql: string, limits = DEFAULT_LIMITS): Promise<unknown> {
  return openAndAsk(settings, sql, limits).catch((error: unknown) => error);
}

async function openAndAsk(settings: DatabaseSettings, sql: string, limits = DEFAULT_LIMITS): Promise<unknown> {
  const { signal } = new AbortController();
  await using session = await openSession(settings, { limits }, signal);
  return await session.query(sql, [], signal);
}

function failing(kind: DatabaseError["kind"], message: RegExp): unknown {
  return expect.objectContaining({ name: "DatabaseError", kind, message: expect.stringMatching(message) });
}

describe.for(ENGINES)("a session of %s", (engine) => {
  test("is encrypted, and sends parameters as they are", async () => {
    await using database = await createDatabase(engine);
    const { signal } = new AbortController();
    await using session = await openSession(settingsOf(database), {}, signal);
    const hostile = `O'Neill \\' "\`; drop table x -- \u{1F998}`;
    expect(await session.query(PARAMETER[engine], [hostile], signal)).toEqual([{ x: hostile }]);
    const [row] = await session.query(
      engine === "postgres"
        ? "select ssl::text as x from pg_stat_ssl where pid = pg_backend_pid()"
        : "select case variable_value when '' then 'false' else 'true' end as x from information_schema.session_status where variable_name = 'Ssl_cipher'",
      [],
      signal,
    );
    expect(row).toEqual({ x: "true" });
  });

  test("writes nothing, though its user may", async () => {
    await using database = await createDatabase(engine);
    await database.execute("create table animals (name varchar(20))", "insert into animals values ('okapi')");
    const owner = settingsOf(database, database.owner);
    for (const write of [
      "insert into animals values ('emu')",
      "update animals set name = 'emu'",
      "delete from animals",
      "truncate table animals",
      "create table plants (id int)",
      "drop table animals",
      "alter table animals add column x int",
    ]) {
      expect([write, await ask(owner, write)]).toEqual([write, failing("failed", /read[- ]only/i)]);
    }
    expect(await ask(owner, "select name from animals")).toEqual([{ name: "okapi" }]);
  });

  test("sees one state of the database", async () => {
    await using database = await createDatabase(engine);
    await database.execute("create table animals (name varchar(20))");
    const { signal } = new AbortController();
    await using session = await openSession(settingsOf(database), {}, signal);
    await session.query("select name from animals", [], signal);
    await database.execute("insert into animals values ('okapi')");
    expect(await session.query("select name from animals", [], signal)).toEqual([]);
  });

  test.for<[string, DatabaseError["kind"], RegExp, (settings: DatabaseSettings) => Partial<DatabaseSettings>]>([
    ["a wrong password", "authentication", /does not let the user "reader\w+" in/, () => ({ password: "secret-1" })],
    ["no password", "authentication", /login|does not let/, () => ({ password: "" })],
    ["an unknown user", "authentication", /"nobody"/, () => ({ user: "nobody", password: "secret-1" })],
    ["no authority that it knows", "tls", /nobody who is trusted here: give .*`ca`/, () => ({ tls: {} })],
    ["another name than the certificate's", "tls", /for another host/, () => ({ host: "localhost" })],
  ])("with %s, says so", async ([, kind, message, change]) => {
    await using database = await createDatabase(engine);
    const settings = settingsOf(database);
    const error = await ask({ ...settings, ...change(settings) }, "select 1");
    expect(error).toEqual(failing(kind, message));
    expect(String(error)).not.toContain("secret-1");
  });

  test("of a database that does not exist, says so", async () => {
    await using database = await createDatabase(engine);
    const error = await ask({ ...settingsOf(database), database: `${database.name}_x` }, "select 1");
    // MySQL tells nobody what databases exist that he may not use.
    expect(error).toEqual(failing(engine === "postgres" ? "unknown-database" : "unknown-database", /_x"/));
  });

  test("ends a statement that takes too long, by the server's clock and by its own", async () => {
    await using database = await createDatabase(engine);
    const settings = settingsOf(database);
    const slow = { ...DEFAULT_LIMITS, statement: 100 };
    expect(await ask(settings, SLEEP[engine], slow)).toEqual(failing("timeout", /took too long over a statement/));
    const deaf = { ...DEFAULT_LIMITS, statement: 30_000, answer: 100 };
    expect(await ask(settings, SLEEP[engine], deaf)).toEqual(failing("timeout", /not answered .* within 100 ms/));
  });

  test("ends at once when nobody waits for it any more", async () => {
    await using database = await createDatabase(engine);
    const ending = new AbortController();
    await using session = await openSession(settingsOf(database), {}, ending.signal);
    const asking = session.query(SLEEP[engine], [], ending.signal);
    const reason = new Error("the deadline");
    setImmediate(() => ending.abort(reason));
    await expect(asking).rejects.toBe(reason);
  });

  test("does without TLS on this machine, where that is said", async () => {
    await using database = await createDatabase(engine);
    expect(await ask({ ...settingsOf(database), tls: false }, "select 'x' as x")).toEqual([{ x: "x" }]);
  });
});
