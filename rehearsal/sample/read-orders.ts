import type { Client } from "pg";

const LIMIT_MS = 2_000;

let connection: Promise<Client> | undefined;

/**
 * The orders as this release knows them: the first one has no notes. One connection, made when it is first asked for, and
 * again after it was lost. Rejects with what the database says.
 */
export async function readOrders(url: string, release: string): Promise<readonly unknown[]> {
  const client = await (connection ??= connect(url));
  const { rows } = await client.query<Record<string, unknown>>(
    release.startsWith("1.0.")
      ? "SELECT id, placed_at FROM public.orders ORDER BY id"
      : "SELECT id, placed_at, note FROM public.orders LEFT JOIN public.order_notes ON order_id = id ORDER BY id",
  );
  return rows;
}

async function connect(url: string): Promise<Client> {
  try {
    // Not before it is needed: a task starts sooner without it.
    const { Client } = await import("pg");
    const client = new Client({ connectionString: url, connectionTimeoutMillis: LIMIT_MS, query_timeout: LIMIT_MS });
    client.on("error", () => (connection = undefined));
    client.on("end", () => (connection = undefined));
    await client.connect();
    return client;
  } catch (error) {
    connection = undefined;
    throw error;
  }
}
