import type { Engine } from "../../../shared/migrations/tool.ts";

export interface DatabaseUser {
  readonly user: string;
  readonly password: string;
}

/** A database of a test's own: `await using database = await createDatabase("postgres")`. */
export interface TestDatabase extends AsyncDisposable {
  readonly engine: Engine;
  readonly host: string;
  readonly port: number;
  /** On MySQL the users have the same rights in every database whose name begins with this one's and `_`. */
  readonly name: string;
  /** The authority that signed the server's certificate, as PEM. */
  readonly certificateAuthority: string;
  /** May do everything in it: whom the migration tools run as. */
  readonly owner: DatabaseUser;
  /** May read what the owner made and will make, and nothing else. */
  readonly reader: DatabaseUser;
  /** Runs statements, one after the other, as its owner. */
  readonly execute: (...statements: readonly string[]) => Promise<void>;
}

/** `postgres://owner:password@127.0.0.1:5432/name` */
export function formatUrl({ engine, host, port, name, owner }: TestDatabase): string {
  return `${engine}://${owner.user}:${owner.password}@${host}:${port}/${name}`;
}
