import type { Engine } from "../../../shared/migrations/tool.ts";

/** Where a database server of the test run listens, and who may do everything there. Of JSON alone: it goes to workers. */
export interface ServerAddress {
  readonly engine: Engine;
  readonly host: string;
  readonly port: number;
  readonly administrator: { readonly user: string; readonly password: string };
  /** The authority that signed its certificate, as PEM. It answers without TLS, too. */
  readonly certificateAuthority: string;
}

/** A database server that the test run started. */
export interface DatabaseServer {
  readonly address: ServerAddress;
  /** Ends it, and removes its data. */
  readonly stop: () => Promise<void>;
}

/** A database server cannot be started. The message says what to install, or what the server said. */
export class DatabaseServerError extends Error {
  override readonly name = "DatabaseServerError";
}
