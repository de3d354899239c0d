export interface ConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** A connection to a database of the test run, as little as the tests themselves need of one. */
export interface Connection {
  readonly query: (sql: string) => Promise<unknown>;
  readonly end: () => Promise<void>;
}

export type Connect = (options: ConnectionOptions) => Promise<Connection>;
