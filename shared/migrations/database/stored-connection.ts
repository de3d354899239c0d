import type { DatabaseSettings } from "./database-settings.ts";

/** What a URL or a secret says of how a database is reached. */
export type StoredConnection = Partial<Omit<DatabaseSettings, "password"> & { readonly password: string }>;

/** With all that is wrong with it, which shows nothing that is secret. */
export interface StoredConnectionReading {
  readonly said: StoredConnection;
  readonly problems: readonly string[];
}
