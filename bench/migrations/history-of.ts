import { gzipSync } from "node:zlib";
import { connectPostgres } from "../../test/databases/support/connect-postgres.ts";
import type { ServerAddress } from "../../test/databases/support/database-server.ts";

/** What a measured process is given. */
export interface MeasuredCase {
  readonly url: string;
  readonly ca: string;
  /** Green's and blue's manifests, as task definitions have them. */
  readonly green: string;
  readonly blue: string;
}

/** A history of so many migrations in a database, all of them applied, of which blue lacks the last. */
export async function makeHistory(address: ServerAddress, count: number): Promise<MeasuredCase> {
  const { host, port, administrator, certificateAuthority } = address;
  const ids = Array.from(
    { length: count },
    (_, index) => `${String(20_260_101_000_001 + index)}_change_the_orders_table`,
  );
  const connection = await connectPostgres({ host, port, ...administrator, database: "postgres" });
  try {
    await connection.query(
      "CREATE TABLE pgmigrations (id serial PRIMARY KEY, name varchar(255) NOT NULL, run_on timestamp NOT NULL)",
    );
    const values = ids.map((id) => `('${id}', now())`).join(", ");
    await connection.query(`INSERT INTO pgmigrations (name, run_on) VALUES ${values}`);
  } finally {
    await connection.end();
  }
  const { user, password } = administrator;
  return {
    url: `postgres://${user}:${password}@${host}:${port}/postgres`,
    ca: certificateAuthority,
    green: manifestOf(ids, "1.1.0"),
    blue: manifestOf(ids.slice(0, -1), "1.0.0"),
  };
}

function manifestOf(ids: readonly string[], release: string): string {
  const migrations = ids.map((id) => ({
    id,
    file: `migrations/${id}.sql`,
    compatibility: { class: "expand", reason: "it takes nothing away that blue uses", findings: [], creates: [] },
  }));
  const json = JSON.stringify({ version: 1, tool: "node-pg-migrate", engine: "postgres", release, migrations });
  return `gzip:${gzipSync(json).toString("base64")}`;
}
