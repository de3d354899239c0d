import { Client } from "pg";
import type { Connect } from "./connection.ts";

const CONNECT_TIMEOUT_MS = 5_000;

export const connectPostgres: Connect = async (options) => {
  const client = new Client({ ...options, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // A connection that is lost, with its database, while nobody asks: the next query says so.
  client.on("error", () => undefined);
  await client.connect();
  return { query: (sql) => client.query(sql).then(({ rows }) => rows), end: () => client.end() };
};
