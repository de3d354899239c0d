import { formatTimestamp } from "../test-migration.ts";
import type { ToolDriver } from "../tool-driver.ts";
import { formatConnection, quote, runNode } from "./javascript.ts";

const CLIENTS = { postgres: "pg", mysql: "mysql2" };

export const knex: ToolDriver = {
  name: "knex",
  tool: "knex",
  engines: ["postgres", "mysql"],
  path: "migrations",
  id: (migration) => `${formatTimestamp(migration)}_${migration.name}.js`,
  files: (migrations, database) =>
    Object.fromEntries([
      [
        "knexfile.js",
        `module.exports = { client: ${quote(CLIENTS[database.engine])}, connection: ${formatConnection(database)} };\n`,
      ],
      ...migrations.map((migration) => [
        `migrations/${formatTimestamp(migration)}_${migration.name}.js`,
        `exports.up = async (knex) => {
${migration.statements.map((sql) => `  await knex.raw(${quote(sql)});\n`).join("")}};
exports.down = async () => {};
`,
      ]),
    ]),
  up: () => runNode("node_modules/knex/bin/cli.js", "migrate:latest"),
  // PostgreSQL shows the row of the lock to nobody while the migrations' own transaction is open, and takes it back with it;
  // but that the table of the lock is written to is seen.
  lock: { postgres: { held: true, left: false }, mysql: { held: true, left: true } },
};

/** Its migrations say that they need no transaction. */
export const knexWithoutTransaction: ToolDriver = {
  ...knex,
  name: "knex, without a transaction",
  files: (migrations, database) =>
    Object.fromEntries(
      Object.entries(knex.files(migrations, database)).map(([file, text]) => [
        file,
        file === "knexfile.js" ? text : `${text}exports.config = { transaction: false };\n`,
      ]),
    ),
  lock: { postgres: { held: true, left: true }, mysql: { held: true, left: true } },
};
