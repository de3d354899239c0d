import { createConnection, type Connection } from "mysql2";
import type { DatabaseSettings } from "./database-settings.ts";
import { GuardedStream } from "./guarded-stream.ts";
import type { DriverSession, FreshConnection } from "./login.ts";
import { openConnection, type OpenSession, type SessionOptions } from "./open-connection.ts";
import { receiveMysqlGreeting } from "./receive-mysql-greeting.ts";

type Rows = readonly Readonly<Record<string, unknown>>[];

/**
 * Opens a transaction of MySQL or MariaDB in which nothing can be written, and which sees one state of the database.
 * @throws {DatabaseError}
 * @throws what `settings.password` throws, and the signal's reason
 */
export function openMysql(
  settings: DatabaseSettings,
  options: SessionOptions,
  signal: AbortSignal,
): Promise<OpenSession> {
  return openConnection(settings, login, options, signal);
}

async function login(fresh: FreshConnection): Promise<DriverSession> {
  const { socket, settings, password, ca, limits } = fresh;
  const { host, port, user, database, tls } = settings;
  const greeting = await receiveMysqlGreeting(socket, `${host}:${port}`);
  const stream = new GuardedStream(socket, { host, bytes: limits.bytes, first: greeting });
  const connection = createConnection({
    host,
    port,
    user,
    database,
    password,
    stream,
    ...(tls !== false && { ssl: { verifyIdentity: true, minVersion: "TLSv1.2", ...(ca && { ca }) } }),
    // A token of IAM is checked by a plugin that wants it in clear text; TLS is verified by then.
    enableCleartextPlugin: tls !== false && typeof settings.password === "function",
    // Its own is shorter than the one that is asked for.
    connectTimeout: 0,
    charset: "utf8mb4",
    flags: ["-LOCAL_FILES"],
    multipleStatements: false,
    // Names of columns come from the server: no code is made of them.
    disableEval: true,
    // Every value as the text that the server sends: what it means is decided by who asks.
    typeCast: (field) => field.string(),
    connectAttributes: { program_name: "codedeploy-hooks" },
  });
  // A connection that breaks between two questions: the next one says so.
  connection.on("error", () => undefined);
  await connected(connection);
  const statement = limits.statement;
  const lock = Math.max(1, Math.ceil(limits.lock / 1_000));
  const setUp = [
    // With the modes of another session, texts would be quoted otherwise. MariaDB leaves out what is for MySQL 5.7 and later,
    // and MySQL what is for MariaDB.
    `set session sql_mode = '', time_zone = '+00:00', lock_wait_timeout = ${lock}, innodb_lock_wait_timeout = ${lock}
      /*M! , max_statement_time = ${statement / 1_000} */ /*!50708 , max_execution_time = ${statement} */`,
    "set session transaction isolation level repeatable read, read only",
    "start transaction with consistent snapshot, read only",
  ];
  for (const sql of setUp) await query(connection, sql, []);
  return {
    query: (sql, parameters) => query(connection, sql, parameters),
    async end() {
      await query(connection, "rollback", []);
      connection.end();
    },
  };
}

function connected(connection: Connection): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
}

function query(connection: Connection, sql: string, values: readonly (string | number)[]): Promise<Rows> {
  return new Promise((resolve, reject) => {
    connection.query({ sql, values: [...values] }, (error, result) => {
      if (error) {
        reject(error);
        return;
      }
      const rows: readonly unknown[] = Array.isArray(result) ? result : [];
      resolve(rows.filter(isRow));
    });
  });
}

function isRow(row: unknown): row is Readonly<Record<string, unknown>> {
  return typeof row === "object" && row !== null && !Array.isArray(row);
}
