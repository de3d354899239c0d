import type { TestDatabase } from "../../support/test-database.ts";
import type { ToolDriver } from "../tool-driver.ts";

const ENGINE_NAMES = { postgres: "pg", mysql: "mysql" };

export const sqitch: ToolDriver = {
  name: "sqitch",
  tool: "sqitch",
  engines: ["postgres", "mysql"],
  needs: {
    probe: { file: "sqitch", args: ["--version"] },
    packages: ["sqitch", "libdbd-pg-perl", "libdbd-mysql-perl", "postgresql-client", "mariadb-client-core"],
  },
  path: ".",
  id: ({ number, name }) => `zoo: ${name} (2026-01-01T00:00:0${number}Z)`,
  files: (migrations, { engine }) => ({
    "sqitch.conf": `[core]\n\tengine = ${ENGINE_NAMES[engine]}\n[user]\n\tname = Zoo\n\temail = zoo@example.com\n`,
    "sqitch.plan": `%syntax-version=1.0.0
%project=zoo

${migrations.map(({ number, name }) => `${name} 2026-01-01T00:00:0${number}Z Zoo <zoo@example.com> # A table.\n`).join("")}`,
    ...Object.fromEntries(
      migrations.map(({ name, statements }) => [`deploy/${name}.sql`, statements.map((sql) => `${sql};\n`).join("")]),
    ),
  }),
  up: (database) => {
    const { engine, host, port, name, owner } = database;
    const target = `db:${ENGINE_NAMES[engine]}://${owner.user}:${owner.password}@${host}:${port}/${name}`;
    const registry = engine === "mysql" ? ["--registry", nameRegistry(database)] : [];
    return { file: "sqitch", args: ["deploy", ...registry, target], environment: { TZ: "UTC" } };
  },
  table: (database) => (database.engine === "mysql" ? { schema: nameRegistry(database), name: "changes" } : undefined),
  marks: { failed: "failed" },
  lock: { postgres: { held: true, left: false }, mysql: { held: true, left: false } },
};

/** On MySQL the registry is a database, which is one for all projects unless it is named. */
function nameRegistry({ name }: TestDatabase): string {
  return `${name}_sqitch`;
}
