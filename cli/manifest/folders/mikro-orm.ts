import { withoutExtension } from "../../../shared/migrations/history/match-script.ts";
import { codeMigration } from "../code-migration.ts";
import { listScripts } from "../list-scripts.ts";
import { readLiteralCalls } from "../literal-calls.ts";
import type { MigrationFolder } from "../migration-folder.ts";

/** MikroORM, which writes the SQL of what it generates as literals: `this.addSql("…")`. */
export const mikroOrmFolder: MigrationFolder = {
  tool: "mikro-orm",
  expects: "the folder of Migration*.ts or Migration*.js files that `mikro-orm migration:create` writes",
  read: async (path, _engine, signal) =>
    (await listScripts(path, signal)).map((file) => {
      const migration = codeMigration(withoutExtension(file.path), file);
      return { ...migration, sql: readLiteralCalls(migration.source, () => String.raw`this\.addSql`) };
    }),
};
