import type { Engine } from "../tool.ts";

/** A connection in which nothing can be written, with a time-out for every statement and every wait for a lock. */
export interface DatabaseSession {
  readonly engine: Engine;
  /** The database that it is connected to. */
  readonly database: string;
  /**
   * @param sql with `$1` or `?` for each parameter, as the engine has it
   * @returns rows by the names of their columns, as the driver gives them
   * @throws {DatabaseError}
   */
  readonly query: (
    sql: string,
    parameters: readonly (string | number)[],
    signal: AbortSignal,
  ) => Promise<readonly Readonly<Record<string, unknown>>[]>;
}
