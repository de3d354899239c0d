import mysql from "mysql2/promise";
import type { Connect } from "./connection.ts";

const CONNECT_TIMEOUT_MS = 5_000;

export const connectMariadb: Connect = async (options) => {
  const connection = await mysql.createConnection({ ...options, connectTimeout: CONNECT_TIMEOUT_MS });
  // A connection that is lost, with its database, while nobody asks: the next query says so.
  connection.on("error", () => undefined);
  return { query: (sql) => connection.query(sql).then(([rows]) => rows), end: () => connection.end() };
};
