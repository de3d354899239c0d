import { formatTimestamp } from "../test-migration.ts";
import type { ToolDriver } from "../tool-driver.ts";
import { formatConnection, quote, runNode } from "./javascript.ts";

const DIALECTS = {
  postgres: (connection: string) => `import pg from "pg";
import { PostgresDialect as Dialect } from "kysely";
const pool = new pg.Pool(${connection});
`,
  mysql: (connection: string) => `import mysql from "mysql2";
import { MysqlDialect as Dialect } from "kysely";
const pool = mysql.createPool(${connection});
`,
};

export const kysely: ToolDriver = {
  name: "kysely",
  tool: "kysely",
  engines: ["postgres", "mysql"],
  path: "migrations",
  id: (migration) => `${formatTimestamp(migration)}_${migration.name}`,
  files: (migrations, database) => ({
    "migrate.mjs": `import * as fs from "node:fs/promises";
import * as path from "node:path";
import { Kysely } from "kysely";
import { FileMigrationProvider, Migrator } from "kysely/migration";
${DIALECTS[database.engine](formatConnection(database))}
const db = new Kysely({ dialect: new Dialect({ pool }) });
const provider = new FileMigrationProvider({ fs, path, migrationFolder: path.resolve("migrations") });
const { error } = await new Migrator({ db, provider }).migrateToLatest();
await db.destroy();
if (error) throw error;
`,
    ...Object.fromEntries(
      migrations.map((migration) => [
        `migrations/${formatTimestamp(migration)}_${migration.name}.mjs`,
        `import { sql } from "kysely";
export async function up(db) {
${migration.statements.map((sql) => `  await sql.raw(${quote(sql)}).execute(db);\n`).join("")}}
`,
      ]),
    ),
  }),
  up: () => runNode("migrate.mjs"),
  lock: { postgres: { held: true, left: false }, mysql: { held: true, left: false } },
};
