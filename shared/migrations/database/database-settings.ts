import type { Engine } from "../tool.ts";

/** TLS is always verified, with the name of the host. */
export interface DatabaseTls {
  /**
   * Certificates in PEM form of the authorities that may vouch for the server, instead of those that Node knows. Left out for
   * Amazon RDS, its own authorities may as well.
   */
  readonly ca?: string;
}

/** How a database is reached. */
export interface DatabaseSettings {
  readonly engine: Engine;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** A function makes a token of IAM at the time of the connection, which MySQL takes in clear text, inside of TLS only. */
  readonly password: string | (() => Promise<string>);
  /** False is plain text, which only a server on this machine may speak. */
  readonly tls: DatabaseTls | false;
}

/** PostgreSQL's and MySQL's own. */
export const DEFAULT_PORTS = { postgres: 5432, mysql: 3306 } as const satisfies Record<Engine, number>;
