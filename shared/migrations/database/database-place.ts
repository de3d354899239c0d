import type { DatabaseSettings } from "./database-settings.ts";
import { showText } from "./show-text.ts";

/** What the sentences about a database speak of, fit to be printed. */
export interface DatabasePlace {
  /** `PostgreSQL` or `MySQL`. */
  readonly product: string;
  /** `db.example:5432` */
  readonly server: string;
  readonly database: string;
  readonly user: string;
  /** Not to be printed: what is looked for in what the server says. */
  readonly password: string;
}

/** @param password as it is sent */
export function placeOf({ engine, host, port, database, user }: DatabaseSettings, password: string): DatabasePlace {
  return {
    product: engine === "postgres" ? "PostgreSQL" : "MySQL",
    server: host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`,
    database: showText(database),
    user: showText(user),
    password,
  };
}
