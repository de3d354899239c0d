import { formatTimestamp, type TestMigration } from "../test-migration.ts";
import { NO_LOCK, type ToolDriver } from "../tool-driver.ts";
import { quote, runNode } from "./javascript.ts";

const PACKAGES = { postgres: "@mikro-orm/postgresql", mysql: "@mikro-orm/mariadb" };

export const mikroOrm: ToolDriver = {
  name: "mikro-orm",
  tool: "mikro-orm",
  engines: ["postgres", "mysql"],
  path: "migrations",
  id: nameClass,
  files: (migrations, { engine, host, port, name, owner }) => ({
    "migrate.mjs": `import { MikroORM } from ${quote(PACKAGES[engine])};
import { Migrator } from "@mikro-orm/migrations";
const orm = await MikroORM.init({
  ...${JSON.stringify({ host, port, ...owner, dbName: name })},
  entities: [],
  discovery: { warnWhenNoEntities: false },
  extensions: [Migrator],
  migrations: { path: "migrations", glob: "*.mjs", snapshot: false },
});
await orm.migrator.up().finally(() => orm.close(true));
`,
    ...Object.fromEntries(
      migrations.map((migration) => [
        `migrations/${nameClass(migration)}.mjs`,
        `import { Migration } from "@mikro-orm/migrations";
export class ${nameClass(migration)} extends Migration {
  async up() {
${migration.statements.map((sql) => `    this.addSql(${quote(sql)});\n`).join("")}  }
}
`,
      ]),
    ),
  }),
  up: () => runNode("migrate.mjs"),
  lock: { postgres: NO_LOCK, mysql: NO_LOCK },
};

function nameClass(migration: TestMigration): string {
  return `Migration${formatTimestamp(migration)}`;
}
