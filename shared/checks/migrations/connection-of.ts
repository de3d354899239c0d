import type { MigrationDatabase } from "../../configuration/migration-database-schema.ts";
import { DatabaseSettingsError } from "../../migrations/database/database-settings-error.ts";
import { DEFAULT_PORTS, type DatabaseSettings } from "../../migrations/database/database-settings.ts";
import { parseDatabaseSecret } from "../../migrations/database/parse-database-secret.ts";
import type { Engine } from "../../migrations/tool.ts";
import type { LoginPorts } from "./observe-history.ts";

/**
 * Where the database is and how to log in: by the configuration, and what that leaves out by the secret that it names.
 * @param engine of green's manifest
 * @throws {DatabaseSettingsError} naming all that neither says
 */
export async function connectionOf(
  written: MigrationDatabase,
  engine: Engine,
  ports: LoginPorts,
  signal: AbortSignal,
): Promise<DatabaseSettings> {
  const stored =
    written.secret === undefined
      ? {}
      : parseDatabaseSecret(await ports.secrets(written.secret, signal), written.secret);
  const ownPassword = written.password === undefined ? stored.password : await ports.secrets(written.password, signal);
  const said = {
    engine: written.engine ?? stored.engine ?? engine,
    host: written.host ?? stored.host,
    database: written.name ?? stored.database,
    user: written.user ?? stored.user,
  };
  const usesIam = written.authentication === "iam";
  const { host, database, user } = said;
  const problems = [
    ...(host === undefined ? ["it has no host"] : []),
    ...(database === undefined ? ["it has no name of a database"] : []),
    ...(user === undefined ? ["it has no user"] : []),
    ...(!usesIam && ownPassword === undefined ? ['it has no password, and authentication is not "iam"'] : []),
    ...(said.engine === engine ? [] : [`the engine is ${said.engine}, and green's manifest was made for ${engine}`]),
  ];
  if (problems.length > 0 || host === undefined || database === undefined || user === undefined) {
    throw new DatabaseSettingsError(
      `migrations.database${written.secret === undefined ? "" : ` (${written.secret})`}`,
      problems,
    );
  }
  const port = written.port ?? stored.port ?? DEFAULT_PORTS[engine];
  const token = (): Promise<string> => ports.rdsToken({ hostname: host, port, username: user }, signal);
  return {
    engine,
    host,
    port,
    database,
    user,
    password: usesIam ? token : (ownPassword ?? ""),
    tls: written.tls ? (written.ca === undefined ? (stored.tls ?? {}) : { ca: written.ca }) : false,
  };
}
