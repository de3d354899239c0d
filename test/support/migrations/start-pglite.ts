import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import type { DatabaseSettings } from "../../../shared/migrations/database/database-settings.ts";

/** A PostgreSQL in this process, on a port of its own. It takes one connection at a time. */
export interface RunningPglite {
  readonly settings: DatabaseSettings;
  /** Throws away what is in it, and makes what is to be there. */
  readonly refill: (sql: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const EMPTY = `
  do $$ declare s name; begin
    for s in select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' loop
      execute format('drop schema %I cascade', s);
    end loop;
  end $$;
  create schema public;`;

export async function startPglite(): Promise<RunningPglite> {
  const database = await PGlite.create();
  const server = new PGLiteSocketServer({ db: database, host: "127.0.0.1", port: 0 });
  await server.start();
  const host = "127.0.0.1";
  const port = Number(server.getServerConn().split(":").at(-1));
  const login = { database: "postgres", user: "postgres", password: "postgres" };
  return {
    settings: { engine: "postgres", host, port, ...login, tls: false },
    refill: async (sql) => void (await database.exec(`${EMPTY}${sql}`)),
    stop: async () => {
      await server.stop();
      await database.close();
    },
  };
}
