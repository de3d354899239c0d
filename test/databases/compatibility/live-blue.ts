import mysql from "mysql2/promise";
import { Client } from "pg";
import type { Engine } from "../../../shared/migrations/tool.ts";
import type { ConnectionOptions } from "../support/connection.ts";

/** The connection of a version that serves: each of its statements is prepared once, and executed often. */
export interface LiveBlue {
  readonly execute: (sql: string) => Promise<unknown>;
  readonly end: () => Promise<void>;
}

export const CONNECT_BLUE: Readonly<Record<Engine, (options: ConnectionOptions) => Promise<LiveBlue>>> = {
  async postgres(options) {
    const client = new Client(options);
    // Its database is dropped under it in the end.
    client.on("error", () => undefined);
    await client.connect();
    const names = new Map<string, string>();
    return {
      async execute(sql) {
        const name = names.get(sql) ?? `blue${names.size}`;
        names.set(sql, name);
        const { rows } = await client.query({ name, text: sql });
        return rows as unknown;
      },
      end: () => client.end(),
    };
  },

  async mysql(options) {
    const connection = await mysql.createConnection(options);
    connection.on("error", () => undefined);
    return {
      async execute(sql) {
        const [rows] = await connection.execute(sql);
        return rows;
      },
      end: () => connection.end(),
    };
  },
};
