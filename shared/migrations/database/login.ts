import type { Socket } from "node:net";
import type { DatabaseSettings } from "./database-settings.ts";
import type { SessionLimits } from "./session-limits.ts";

/** A connection over which nothing has been said. */
export interface FreshConnection {
  readonly socket: Socket;
  readonly settings: DatabaseSettings;
  readonly password: string;
  /** Who may vouch for the server; undefined for those that Node knows. */
  readonly ca: string[] | undefined;
  readonly limits: SessionLimits;
  /** Aborted, and the socket destroyed, when the connection is over or takes too long. */
  readonly signal: AbortSignal;
}

/** What a driver makes of a connection. */
export interface DriverSession {
  readonly query: (
    sql: string,
    parameters: readonly (string | number)[],
  ) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Says good-bye. */
  readonly end: () => Promise<void>;
}

/** Logs in, and begins a transaction in which nothing can be written. Throws whatever its driver throws. */
export type Login = (connection: FreshConnection) => Promise<DriverSession>;
