import type { MigrationDatabase } from "../../configuration/migration-database-schema.ts";
import { openSession } from "../../migrations/database/open-session.ts";
import { readHistory } from "../../migrations/database/read-history.ts";
import { DEFAULT_LIMITS } from "../../migrations/database/session-limits.ts";
import type { History } from "../../migrations/history/history.ts";
import { READERS } from "../../migrations/history/readers.ts";
import type { Manifest } from "../../migrations/manifest/manifest.ts";
import { connectionOf } from "./connection-of.ts";
import type { LoginPorts } from "./observe-history.ts";

/**
 * The history of a database's migrations, from the database itself.
 * @param known the migrations that it is understood by
 * @throws {DatabaseError} @throws {HistoryTableError} @throws {SecretError} @throws {DatabaseSettingsError}
 */
export async function readDatabaseHistory(
  database: MigrationDatabase,
  known: Manifest,
  ports: LoginPorts,
  signal: AbortSignal,
): Promise<History> {
  const connection = await connectionOf(database, known.engine, ports, signal);
  const { statementTimeout } = database;
  // A server that works says itself that its time was up.
  const limits = { ...DEFAULT_LIMITS, statement: statementTimeout, answer: statementTimeout + 1_000 };
  await using session = await openSession(connection, { limits }, signal);
  return await readHistory(session, READERS[known.tool], known, signal);
}
