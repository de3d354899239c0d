import { formatUrl } from "../../support/test-database.ts";
import { formatTimestamp } from "../test-migration.ts";
import { NO_LOCK, type ToolDriver } from "../tool-driver.ts";
import { quote, runNode } from "./javascript.ts";

export const sequelize: ToolDriver = {
  name: "sequelize",
  tool: "sequelize",
  engines: ["postgres", "mysql"],
  path: "migrations",
  id: (migration) => `${formatTimestamp(migration)}-${migration.name}.js`,
  files: (migrations) =>
    Object.fromEntries(
      migrations.map((migration) => [
        `migrations/${formatTimestamp(migration)}-${migration.name}.js`,
        `module.exports = {
  async up(queryInterface) {
${migration.statements.map((sql) => `    await queryInterface.sequelize.query(${quote(sql)});\n`).join("")}  },
  async down() {},
};
`,
      ]),
    ),
  up: (database) => runNode("node_modules/sequelize-cli/lib/sequelize", "db:migrate", "--url", formatUrl(database)),
  lock: { postgres: NO_LOCK, mysql: NO_LOCK },
};
