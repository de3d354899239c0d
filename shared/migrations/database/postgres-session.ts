import { Client } from "pg";
import type { DatabaseSettings } from "./database-settings.ts";
import { GuardedStream } from "./guarded-stream.ts";
import type { DriverSession, FreshConnection } from "./login.ts";
import { openConnection, type OpenSession, type SessionOptions } from "./open-connection.ts";
import { PostgresMessages } from "./postgres-messages.ts";
import { startPostgresTls } from "./start-postgres-tls.ts";

// Every value as the text that the server sends: what it means is decided by who asks.
const AS_TEXT = { getTypeParser: () => (text: unknown) => text };

/**
 * Opens a transaction of PostgreSQL in which nothing can be written, and which sees one state of the database.
 * @throws {DatabaseError}
 * @throws what `settings.password` throws, and the signal's reason
 */
export function openPostgres(
  settings: DatabaseSettings,
  options: SessionOptions,
  signal: AbortSignal,
): Promise<OpenSession> {
  return openConnection(settings, login, options, signal);
}

async function login(connection: FreshConnection): Promise<DriverSession> {
  const { settings, password, limits } = connection;
  const { host, port, user, database } = settings;
  const channel = settings.tls === false ? connection.socket : await startPostgresTls(connection);
  const messages = new PostgresMessages();
  const stream = new GuardedStream(channel, { host, bytes: limits.bytes, filter: (chunk) => messages.take(chunk) });
  const client = new Client({
    host,
    port,
    user,
    database,
    password,
    // TLS, where there is one, has been made.
    ssl: false,
    stream: () => stream,
    application_name: "codedeploy-hooks",
  });
  // A connection that breaks between two questions: the next one says so.
  client.on("error", () => undefined);
  await client.connect();
  // In the transaction and not among the parameters of the start: RDS Proxy and PgBouncer refuse those. Without an encoding
  // of its own, a session has the database's. Where a policy hides rows from this user, to read the rest would be to read no
  // lock and no failure: without row security, that is an error.
  await client.query(`begin transaction isolation level repeatable read, read only;
    set local statement_timeout = ${limits.statement}; set local lock_timeout = ${limits.lock};
    set local client_encoding = 'UTF8'; set local row_security = off`);
  return {
    query: async (text, values) => (await client.query({ text, values: [...values], types: AS_TEXT })).rows,
    async end() {
      await client.query("rollback");
      await client.end();
    },
  };
}
