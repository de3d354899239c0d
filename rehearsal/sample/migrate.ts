import { runner } from "node-pg-migrate";

/**
 * What the pipeline of the sample runs: `DATABASE_URL=… node migrate.ts FOLDER` applies what is pending of a folder with
 * node-pg-migrate. Each migration has a transaction of its own: what was applied before one that fails, stays.
 */
const [, , dir] = process.argv;
const databaseUrl = process.env["DATABASE_URL"];
if (dir === undefined || databaseUrl === undefined) {
  console.error("usage: DATABASE_URL=postgres://… node migrate.ts FOLDER");
  process.exit(2);
}
await runner({ databaseUrl, dir, direction: "up", migrationsTable: "pgmigrations", singleTransaction: false });
