import { inject } from "vitest";
import { splitStatements } from "../../../cli/compatibility/mysql/split-statements.ts";
import type { DdlStatement, Observed } from "../../support/migrations/ddl-statements/ddl-statement.ts";
import { MYSQL_SCHEMA } from "../../support/migrations/ddl-statements/mysql-schema.ts";
import { POSTGRES_SCHEMA } from "../../support/migrations/ddl-statements/postgres-schema.ts";
import { connectMariadb } from "../support/connect-mariadb.ts";
import { connectPostgres } from "../support/connect-postgres.ts";
import { createDatabase } from "../support/create-database.ts";
import type { TestDatabase } from "../support/test-database.ts";
import { CONNECT_BLUE, type LiveBlue } from "./live-blue.ts";

const SCHEMA = { postgres: POSTGRES_SCHEMA, mysql: MYSQL_SCHEMA };
const CONNECT = { postgres: connectPostgres, mysql: connectMariadb };

const GRANTS = {
  postgres: [
    "GRANT USAGE ON SCHEMA public, extra TO blue_role",
    "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO blue_role",
    "GRANT ALL ON ALL TABLES IN SCHEMA public, extra TO blue_role",
    "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO blue_role",
  ],
  mysql: [],
};

interface Observation {
  readonly observed: Observed;
  /** What the database said, or what was found instead, by the statement of blue's. */
  readonly failures: Readonly<Record<string, string>>;
}

/** Runs a row's statement under a blue that serves, and looks at what blue can no longer do. */
export async function observeBlue(row: DdlStatement): Promise<Observation> {
  const { engine, blue, green, setup, statement } = row;
  await using database = await createDatabase(engine);
  const { host, port, name } = database;
  // On PostgreSQL blue is not the owner of what it uses, so that privileges and policies hold for it.
  const user = engine === "postgres" ? database.reader : database.owner;
  const migrate = createMigrate(database);
  await migrate([...SCHEMA[engine], ...GRANTS[engine], ...setup]);
  const connect = (): Promise<LiveBlue> => CONNECT_BLUE[engine]({ host, port, ...user, database: name });
  const live = await connect();
  try {
    for (const sql of blue.writes) await live.execute(sql);
    const found = await Promise.all(blue.reads.map((sql) => live.execute(sql)));
    for (const sql of blue.star) await live.execute(sql);
    await migrate(
      engine === "mysql" ? splitStatements({ text: statement, firstLine: 1 }).map(({ text }) => text) : [statement],
    );
    await migrate(green);

    const reads: Record<string, string> = {};
    const writes: Record<string, string> = {};
    // What has been prepared, and then a task of blue's that starts now: a plan may outlive what it names.
    await look(row, live, found, { reads, writes });
    try {
      const later = await connect();
      try {
        await look(row, later, found, { reads, writes });
      } finally {
        await later.end();
      }
    } catch (error) {
      reads["log in"] = writes["log in"] = messageOf(error);
    }
    return { observed: nameObserved(reads, writes), failures: { ...reads, ...writes } };
  } finally {
    await live.end();
  }
}

/** As the administrator, whom nothing holds back, and who is not blue. */
function createMigrate({ engine, host, port, name, owner, reader }: TestDatabase) {
  return async (statements: readonly string[]): Promise<void> => {
    const { administrator } = inject(engine);
    const connection = await CONNECT[engine]({ host, port, ...administrator, database: name });
    try {
      for (const sql of statements) {
        await connection.query(sql.replaceAll("blue_role", reader.user).replaceAll("green_role", owner.user));
      }
    } finally {
      await connection.end();
    }
  };
}

interface Failures {
  readonly reads: Record<string, string>;
  readonly writes: Record<string, string>;
}

/** Notes by its statement what of blue's fails, or reads what was not there before. */
async function look(
  { blue }: DdlStatement,
  connection: LiveBlue,
  found: readonly unknown[],
  { reads, writes }: Failures,
): Promise<void> {
  const attempt = async (sql: string, failures: Record<string, string>): Promise<unknown> => {
    try {
      return await connection.execute(sql);
    } catch (error) {
      failures[sql] = messageOf(error);
      return undefined;
    }
  };
  for (const [index, sql] of blue.reads.entries()) {
    const [was, is] = [JSON.stringify(found[index]), JSON.stringify(await attempt(sql, reads))];
    if (is !== was) reads[sql] ??= `found ${is} where ${was} was`;
  }
  for (const sql of blue.star) await attempt(sql, reads);
  for (const sql of blue.writes) await attempt(sql, writes);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function nameObserved(reads: object, writes: object): Observed {
  const [noRead, noWrite] = [Object.keys(reads).length > 0, Object.keys(writes).length > 0];
  if (noRead) return noWrite ? "reads and writes" : "reads";
  return noWrite ? "writes" : "nothing";
}
