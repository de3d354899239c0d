import { compareVersionNumbers } from "../../../shared/migrations/history/compare-version-numbers.ts";
import { codeMigration } from "../code-migration.ts";
import { listFiles } from "../list-files.ts";
import type { MigrationFolder } from "../migration-folder.ts";

/** `MIGRATION_FILE_NAME_PATTERN` of cakephp/phinx@00f5e08a, src/Phinx/Util/Util.php. */
const MIGRATION = /^(\d{1,19})_\w+\.php$/i;

/** Phinx: `20260101000000_name.php`. */
export const phinxFolder: MigrationFolder = {
  tool: "phinx",
  expects: "the folder of *.php files, db/migrations",
  async read(path, _engine, signal) {
    const files = await listFiles(path, { wanted: (file) => MIGRATION.test(file) }, signal);
    return files
      .map((file) => codeMigration(BigInt(MIGRATION.exec(file.path)?.[1] ?? 0).toString(), file))
      .toSorted((a, b) => compareVersionNumbers(a.id, b.id));
  },
};
