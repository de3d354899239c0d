import { formatTimestamp } from "../test-migration.ts";
import { NO_LOCK, type ToolDriver } from "../tool-driver.ts";
import { quote, runNode } from "./javascript.ts";

const DRIVERS = { postgres: "pg", mysql: "mysql" };

export const dbMigrate: ToolDriver = {
  name: "db-migrate",
  tool: "db-migrate",
  engines: ["postgres", "mysql"],
  path: "migrations",
  id: (migration) => `/${formatTimestamp(migration)}-${migration.name}`,
  files: (migrations, { engine, host, port, name, owner }) => ({
    "database.json": JSON.stringify({ dev: { driver: DRIVERS[engine], host, port, ...owner, database: name } }),
    ...Object.fromEntries(
      migrations.map((migration) => [
        `migrations/${formatTimestamp(migration)}-${migration.name}.js`,
        `exports.up = async (db) => {
${migration.statements.map((sql) => `  await db.runSql(${quote(sql)});\n`).join("")}};
exports.down = async () => {};
exports._meta = { version: 1 };
`,
      ]),
    ),
  }),
  up: () => runNode("node_modules/db-migrate/bin/db-migrate", "up"),
  lock: { postgres: NO_LOCK, mysql: NO_LOCK },
};
