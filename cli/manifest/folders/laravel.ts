import { codeMigration } from "../code-migration.ts";
import { compareText } from "../../../shared/migrations/history/compare-text.ts";
import { listFiles } from "../list-files.ts";
import type { MigrationFolder } from "../migration-folder.ts";

/** Laravel records a file's name without `.php`, and runs them in the order of those. */
export const laravelFolder: MigrationFolder = {
  tool: "laravel",
  expects: "the folder database/migrations of *.php files",
  read: async (path, _engine, signal) =>
    (await listFiles(path, { wanted: (file) => /^[^.].*_.*\.php$/.test(file) }, signal))
      .map((file) => codeMigration(file.path.slice(0, -".php".length), file))
      .toSorted((one, other) => compareText(one.id, other.id)),
};
