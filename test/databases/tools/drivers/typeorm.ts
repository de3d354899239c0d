import type { TestMigration } from "../test-migration.ts";
import { NO_LOCK, type ToolDriver } from "../tool-driver.ts";
import { quote, runNode } from "./javascript.ts";

export const typeorm: ToolDriver = {
  name: "typeorm",
  tool: "typeorm",
  engines: ["postgres", "mysql"],
  path: "migrations",
  id: nameClass,
  files: (migrations, { engine, host, port, name, owner }) => ({
    "data-source.js": `require("reflect-metadata");
const { DataSource } = require("typeorm");
module.exports = new DataSource(${JSON.stringify({
      type: engine === "mysql" ? "mariadb" : engine,
      host,
      port,
      username: owner.user,
      password: owner.password,
      database: name,
      migrations: ["migrations/*.js"],
    })});
`,
    ...Object.fromEntries(
      migrations.map((migration) => [
        `migrations/${176722560000 + migration.number}1-${migration.name}.js`,
        `module.exports = class ${nameClass(migration)} {
  async up(queryRunner) {
${migration.statements.map((sql) => `    await queryRunner.query(${quote(sql)});\n`).join("")}  }
  async down() {}
};
`,
      ]),
    ),
  }),
  up: () => runNode("node_modules/typeorm/cli.js", "migration:run", "-d", "data-source.js"),
  lock: { postgres: NO_LOCK, mysql: NO_LOCK },
};

function nameClass({ number, name }: TestMigration): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}${176722560000 + number}1`;
}
