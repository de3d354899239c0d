import { codeMigration } from "../code-migration.ts";
import { listScripts } from "../list-scripts.ts";
import type { MigrationFolder } from "../migration-folder.ts";

/** Sequelize and Umzug record a file with its extension. */
export const sequelizeFolder: MigrationFolder = {
  tool: "sequelize",
  expects: "the folder of *.js or *.ts files that `sequelize migration:generate` writes",
  read: async (path, _engine, signal) =>
    (await listScripts(path, signal)).map((file) => codeMigration(file.path, file)),
};
