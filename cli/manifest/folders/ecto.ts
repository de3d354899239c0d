import { compareVersionNumbers } from "../../../shared/migrations/history/compare-version-numbers.ts";
import { codeMigration } from "../code-migration.ts";
import { fileName } from "../file-name.ts";
import { listFiles } from "../list-files.ts";
import type { MigrationFolder } from "../migration-folder.ts";

const MIGRATION = /^(\d{1,19})_.+\.exs$/s;

/** Ecto: `20260101000000_name.exs`, in folders below too. */
export const ectoFolder: MigrationFolder = {
  tool: "ecto",
  expects: "the folder of *.exs files, priv/repo/migrations",
  async read(path, _engine, signal) {
    const wanted = (file: string): boolean => MIGRATION.test(fileName(file));
    const files = await listFiles(path, { wanted, enters: () => true }, signal);
    return files
      .map((file) => codeMigration(BigInt(MIGRATION.exec(fileName(file.path))?.[1] ?? 0).toString(), file))
      .toSorted((a, b) => compareVersionNumbers(a.id, b.id));
  },
};
