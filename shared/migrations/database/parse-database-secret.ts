import * as v from "valibot";
import { DatabaseSettingsError } from "./database-settings-error.ts";
import { isDatabaseUrl, readDatabaseUrl } from "./read-database-url.ts";
import type { StoredConnection } from "./stored-connection.ts";

/** The engines of RDS, as it names them in its secrets. */
const RDS_ENGINES = {
  postgres: "postgres",
  "aurora-postgresql": "postgres",
  mysql: "mysql",
  mariadb: "mysql",
  "aurora-mysql": "mysql",
} as const;
const ENGINE_NAMES = Object.keys(RDS_ENGINES) as (keyof typeof RDS_ENGINES)[];

const text = v.optional(v.pipe(v.string("expected text"), v.nonEmpty("expected text, received none")));
const PORT = "expected a port from 1 to 65535";

/** Its values are nowhere in its messages: one member in the other's place would be the password. */
const secret = v.object({
  engine: v.optional(v.picklist(ENGINE_NAMES, `expected one of ${ENGINE_NAMES.join(", ")}`)),
  host: text,
  port: v.optional(
    v.pipe(
      v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number))], PORT),
      v.integer(PORT),
      v.minValue(1, PORT),
      v.maxValue(65_535, PORT),
    ),
  ),
  username: text,
  password: text,
  dbname: text,
});

/**
 * What a secret says of how a database is reached: a URL, or the JSON that RDS keeps in Secrets Manager, of which any member may
 * be left out (the secrets that RDS manages itself have `username` and `password` alone).
 * @param name of the secret, for an error
 * @throws {DatabaseSettingsError} with all that is wrong with it, and none of its values
 */
export function parseDatabaseSecret(given: string, name: string): StoredConnection {
  const trimmed = given.trim();
  if (isDatabaseUrl(trimmed)) {
    const { said, problems } = readDatabaseUrl(trimmed);
    if (problems.length > 0) throw new DatabaseSettingsError(name, problems);
    return said;
  }
  const parsed = v.safeParse(secret, parseJson(trimmed));
  if (!parsed.success) {
    const problems = parsed.issues.map((issue) => {
      const path = v.getDotPath(issue);
      return path === null
        ? 'expected a URL, or JSON such as {"username": "…", "password": "…"}'
        : `${path}: ${issue.message}`;
    });
    throw new DatabaseSettingsError(name, problems);
  }
  const { engine, host, port, username: user, password, dbname: database } = parsed.output;
  return {
    ...(engine !== undefined && { engine: RDS_ENGINES[engine] }),
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password }),
    ...(database !== undefined && { database }),
  };
}

function parseJson(given: string): unknown {
  try {
    const parsed: unknown = JSON.parse(given);
    return Array.isArray(parsed) ? undefined : parsed;
  } catch {
    // Node's message quotes what it was given.
    return undefined;
  }
}
