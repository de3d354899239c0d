import { withoutExtension } from "../../../shared/migrations/history/match-script.ts";
import { codeMigration } from "../code-migration.ts";
import { compareText } from "../../../shared/migrations/history/compare-text.ts";
import { listScripts } from "../list-scripts.ts";
import type { MigrationFolder } from "../migration-folder.ts";

/** Kysely's FileMigrationProvider: a migration is its file's name without the extension, and comes in the order of that. */
export const kyselyFolder: MigrationFolder = {
  tool: "kysely",
  expects: "the folder of *.ts or *.js files that the FileMigrationProvider is given",
  read: async (path, _engine, signal) =>
    (await listScripts(path, signal))
      .map((file) => codeMigration(withoutExtension(file.path), file))
      .toSorted((one, other) => compareText(one.id, other.id)),
};
