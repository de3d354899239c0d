import { formatTimestamp, type TestMigration } from "../test-migration.ts";
import { NO_LOCK, type ToolDriver } from "../tool-driver.ts";
import { formatUrlLiteral, runNode } from "./javascript.ts";

const FIRST_WHEN = 1_767_225_600_000;

const PROGRAMS = {
  postgres: `import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
const client = new pg.Pool({ connectionString: URL });
`,
  mysql: `import { drizzle } from "drizzle-orm/mysql2";
import { migrate } from "drizzle-orm/mysql2/migrator";
import mysql from "mysql2/promise";
const client = await mysql.createConnection(URL);
`,
};

/** Drizzle's migrator in a program of the project's own, with the folder as drizzle-kit 0.31 makes it. */
export const drizzle: ToolDriver = {
  name: "drizzle",
  tool: "drizzle",
  engines: ["postgres", "mysql"],
  path: "drizzle",
  id: makeTag,
  files: (migrations, database) => ({
    "migrate.mjs": `const URL = ${formatUrlLiteral(database)};
${PROGRAMS[database.engine]}await migrate(drizzle(client), { migrationsFolder: "drizzle" }).finally(() => client.end());
`,
    "drizzle/meta/_journal.json": JSON.stringify({
      version: "7",
      dialect: database.engine === "postgres" ? "postgresql" : "mysql",
      entries: migrations.map((migration) => ({
        idx: migration.number - 1,
        version: "7",
        when: FIRST_WHEN + migration.number * 1_000,
        tag: makeTag(migration),
        breakpoints: true,
      })),
    }),
    ...Object.fromEntries(
      migrations.map((migration) => [
        `drizzle/${makeTag(migration)}.sql`,
        migration.statements.map((sql) => `${sql};`).join("--> statement-breakpoint\n"),
      ]),
    ),
  }),
  up: () => runNode("migrate.mjs"),
  lock: { postgres: NO_LOCK, mysql: NO_LOCK },
};

function makeTag(migration: TestMigration): string {
  return `${formatTimestamp(migration)}_${migration.name}`;
}
