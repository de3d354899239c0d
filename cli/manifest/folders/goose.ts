import { compareVersionNumbers } from "../../../shared/migrations/history/compare-version-numbers.ts";
import { cutPart } from "../cut-part.ts";
import { listFiles } from "../list-files.ts";
import { MigrationFolderError, type FolderProblem } from "../migration-folder-error.ts";
import type { FolderMigration, MigrationFolder } from "../migration-folder.ts";
import { upSection } from "../up-section.ts";

const MIGRATION = /^(\d{1,19})_.*\.(?:sql|go)$/s;
const MARKS = { up: /^--[ \t]*\+goose[ \t]+up[ \t]*\r?$/im, down: /^--[ \t]*\+goose[ \t]+down[ \t]*\r?$/im };

/** goose: `001_name.sql`, whose part between `-- +goose Up` and `-- +goose Down` runs forwards, and `001_name.go`. */
export const gooseFolder: MigrationFolder = {
  tool: "goose",
  expects: "the folder of *.sql files with `-- +goose Up`",
  async read(path, _engine, signal) {
    const wanted = (file: string): boolean => MIGRATION.test(file) && !file.endsWith("_test.go");
    const migrations: FolderMigration[] = [];
    const problems: FolderProblem[] = [];
    for (const { path: file, text } of await listFiles(path, { wanted }, signal)) {
      const id = BigInt(MIGRATION.exec(file)?.[1] ?? 0).toString();
      // 0 is the version of goose's own first row.
      if (id === "0") problems.push({ file, problem: "expected a version from 1, found 0" });
      const isSql = file.endsWith(".sql");
      const section = isSql ? upSection(text, MARKS) : undefined;
      if (isSql && section === undefined)
        problems.push({ file, problem: "expected a line `-- +goose Up`, found none" });
      migrations.push({ id, file, source: section?.source ?? cutPart(text), sql: section && [section.up] });
    }
    if (problems.length > 0) throw new MigrationFolderError(path, problems);
    return migrations.toSorted((a, b) => compareVersionNumbers(a.id, b.id));
  },
};
