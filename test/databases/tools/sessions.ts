import { setTimeout as sleep } from "node:timers/promises";
import type { Engine } from "../../../shared/migrations/tool.ts";
import { connectMariadb } from "../support/connect-mariadb.ts";
import { connectPostgres } from "../support/connect-postgres.ts";
import type { Connect, Connection } from "../support/connection.ts";
import type { TestDatabase } from "../support/test-database.ts";

interface SessionsDialect {
  readonly connect: Connect;
  /** The owner's sessions but this one, each with what it runs. */
  readonly list: string;
  readonly end: (id: number) => string;
}

const DIALECTS: Readonly<Record<Engine, SessionsDialect>> = {
  postgres: {
    connect: connectPostgres,
    list: "SELECT pid AS id, query FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()",
    end: (id) => `SELECT pg_terminate_backend(${id})`,
  },
  mysql: {
    connect: connectMariadb,
    list: "SELECT id, info AS query FROM information_schema.processlist WHERE id <> connection_id()",
    end: (id) => `KILL ${id}`,
  },
};

const POLL_MS = 20;
const TIMEOUT_MS = 30_000;

interface Session {
  readonly id: number;
  readonly query: string | null;
}

/** What the owner of a database has running in it. */
export interface OwnerSessions extends AsyncDisposable {
  /** Waits until one of them runs a statement with these words. */
  readonly awaitStatement: (words: string) => Promise<void>;
  /** Ends them, as a server does that has noticed that a client is gone, and waits until they are no more. */
  readonly end: () => Promise<void>;
}

export async function watchSessions({ engine, host, port, name, owner }: TestDatabase): Promise<OwnerSessions> {
  const { connect, list, end } = DIALECTS[engine];
  const connection = await connect({ host, port, ...owner, database: name });
  return {
    awaitStatement: (words) =>
      poll(connection, list, (sessions) => sessions.some(({ query }) => query?.includes(words) === true)),
    end: async () => {
      // One that has ended by itself since cannot be ended, on MySQL.
      for (const { id } of await query(connection, list)) await connection.query(end(id)).catch(() => undefined);
      await poll(connection, list, (sessions) => sessions.length === 0);
    },
    [Symbol.asyncDispose]: () => connection.end(),
  };
}

async function poll(
  connection: Connection,
  list: string,
  isReached: (sessions: readonly Session[]) => boolean,
): Promise<void> {
  const deadline = performance.now() + TIMEOUT_MS;
  for (;;) {
    const sessions = await query(connection, list);
    if (isReached(sessions)) return;
    if (performance.now() > deadline) throw new Error(`Waited in vain; the sessions: ${JSON.stringify(sessions)}`);
    await sleep(POLL_MS);
  }
}

async function query(connection: Connection, sql: string): Promise<readonly Session[]> {
  return (await connection.query(sql)) as readonly Session[];
}
