import { formatUrl } from "../../support/test-database.ts";
import { formatTimestamp } from "../test-migration.ts";
import { NO_LOCK, type ToolDriver } from "../tool-driver.ts";
import { runNode } from "./javascript.ts";

export const dbmate: ToolDriver = {
  name: "dbmate",
  tool: "dbmate",
  engines: ["postgres", "mysql"],
  path: "db/migrations",
  id: formatTimestamp,
  files: (migrations) =>
    Object.fromEntries(
      migrations.map((migration) => [
        `db/migrations/${formatTimestamp(migration)}_${migration.name}.sql`,
        `-- migrate:up
${migration.statements.map((sql) => `${sql};\n`).join("")}
-- migrate:down
`,
      ]),
    ),
  up: (database) => ({
    ...runNode("node_modules/dbmate/dist/cli.js", "--no-dump-schema", "migrate"),
    environment: { DATABASE_URL: `${formatUrl(database)}${database.engine === "postgres" ? "?sslmode=disable" : ""}` },
  }),
  lock: { postgres: NO_LOCK, mysql: NO_LOCK },
};
