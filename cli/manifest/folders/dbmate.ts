import { cutPart } from "../cut-part.ts";
import { findDuplicates } from "../find-duplicates.ts";
import { listFiles } from "../list-files.ts";
import { MigrationFolderError, type FolderProblem } from "../migration-folder-error.ts";
import type { FolderMigration, MigrationFolder } from "../migration-folder.ts";
import { upSection } from "../up-section.ts";

// As pkg/dbmate/migration.go has them.
const MARKS = { up: /^--\s*migrate:up(?:\s*$|\s+\S+)/m, down: /^--\s*migrate:down(?:\s*$|\s+\S+)$/m };

/** dbmate: the version is what a file's name begins with, and they come in the order of the names. */
export const dbmateFolder: MigrationFolder = {
  tool: "dbmate",
  expects: "the folder of *.sql files that `dbmate new` writes",
  async read(path, _engine, signal) {
    const files = await listFiles(path, { wanted: (file) => /^\d.*\.sql$/.test(file) }, signal);
    const problems: FolderProblem[] = [];
    const migrations = files.map(({ path: file, text }): FolderMigration => {
      const section = upSection(text, MARKS);
      if (section === undefined) problems.push({ file, problem: "expected a line `-- migrate:up`, found none" });
      return {
        id: /^\d+/.exec(file)?.[0] ?? file,
        file,
        source: section?.source ?? cutPart(text),
        sql: section && [section.up],
      };
    });
    problems.push(...findDuplicates(migrations));
    if (problems.length > 0) throw new MigrationFolderError(path, problems);
    return migrations;
  },
};
