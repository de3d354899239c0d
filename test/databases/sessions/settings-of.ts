import type { DatabaseSettings } from "../../../shared/migrations/database/database-settings.ts";
import type { DatabaseUser, TestDatabase } from "../support/test-database.ts";

/** A test's database, as one of its users reaches it by verified TLS. */
export function settingsOf(database: TestDatabase, user: DatabaseUser = database.reader): DatabaseSettings {
  const { engine, host, port, name, certificateAuthority: ca } = database;
  return { engine, host, port, database: name, ...user, tls: { ca } };
}
