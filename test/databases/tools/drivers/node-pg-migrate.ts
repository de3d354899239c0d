import { formatUrl } from "../../support/test-database.ts";
import { NO_LOCK, type ToolDriver } from "../tool-driver.ts";
import { runNode } from "./javascript.ts";

const FIRST_TIME = 1_767_225_600_000;

export const nodePgMigrate: ToolDriver = {
  name: "node-pg-migrate",
  tool: "node-pg-migrate",
  engines: ["postgres"],
  path: "migrations",
  id: ({ number, name }) => `${FIRST_TIME + number}_${name}`,
  files: (migrations) =>
    Object.fromEntries(
      migrations.map(({ number, name, statements }) => [
        `migrations/${FIRST_TIME + number}_${name}.sql`,
        `-- Up Migration
${statements.map((sql) => `${sql};\n`).join("")}
-- Down Migration
`,
      ]),
    ),
  up: (database) => ({
    ...runNode("node_modules/node-pg-migrate/bin/node-pg-migrate.js", "up"),
    environment: { DATABASE_URL: formatUrl(database) },
  }),
  lock: { postgres: { held: true, left: false }, mysql: NO_LOCK },
};
