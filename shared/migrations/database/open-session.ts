import type { DatabaseSettings } from "./database-settings.ts";
import type { OpenSession, SessionOptions } from "./open-connection.ts";

/**
 * Opens a session in which nothing can be written. The driver of the other engine is not loaded.
 * @throws {DatabaseError}
 * @throws what `settings.password` throws, and the signal's reason
 */
export async function openSession(
  settings: DatabaseSettings,
  options: SessionOptions,
  signal: AbortSignal,
): Promise<OpenSession> {
  if (settings.engine === "postgres") {
    const { openPostgres } = await import("./postgres-session.ts");
    return openPostgres(settings, options, signal);
  }
  const { openMysql } = await import("./mysql-session.ts");
  return openMysql(settings, options, signal);
}
