import { formatTimestamp } from "../test-migration.ts";
import { formatUrl } from "../../support/test-database.ts";
import type { ToolDriver } from "../tool-driver.ts";

const SYSTEM_RUBY = "/usr/bin/ruby";
const ADAPTERS = { postgres: "postgresql", mysql: "mysql2" };

/** ActiveRecord without the rest of Rails. */
export const rails: ToolDriver = {
  name: "rails",
  tool: "rails",
  engines: ["postgres", "mysql"],
  needs: {
    probe: { file: SYSTEM_RUBY, args: ["-e", 'require "active_record"; require "pg"; require "mysql2"'] },
    packages: ["ruby-activerecord", "ruby-pg", "ruby-mysql2"],
  },
  path: "db/migrate",
  id: formatTimestamp,
  files: (migrations, database) => ({
    "migrate.rb": `require "active_record"
ActiveRecord::Base.establish_connection(${JSON.stringify(formatUrl(database).replace(/^\w+/, ADAPTERS[database.engine]))})
ActiveRecord::MigrationContext.new("db/migrate", ActiveRecord::SchemaMigration).migrate
`,
    ...Object.fromEntries(
      migrations.map((migration) => [
        `db/migrate/${formatTimestamp(migration)}_${migration.name}.rb`,
        `class ${migration.name.charAt(0).toUpperCase()}${migration.name.slice(1)} < ActiveRecord::Migration[6.1]
  def up
${migration.statements.map((sql) => `    execute ${JSON.stringify(sql)}\n`).join("")}  end

  def down
  end
end
`,
      ]),
    ),
  }),
  up: () => ({ file: SYSTEM_RUBY, args: ["migrate.rb"] }),
  lock: { postgres: { held: true, left: false }, mysql: { held: true, left: false } },
};
