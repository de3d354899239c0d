import { codeMigration } from "../code-migration.ts";
import { listScripts } from "../list-scripts.ts";
import type { MigrationFolder } from "../migration-folder.ts";

/** Knex records a file with its extension. */
export const knexFolder: MigrationFolder = {
  tool: "knex",
  expects: "the folder of *.js or *.ts files that `knex migrate:make` writes",
  read: async (path, _engine, signal) =>
    (await listScripts(path, signal)).map((file) => codeMigration(file.path, file)),
};
