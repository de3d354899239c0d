import { basename } from "node:path/posix";
import { codeMigration } from "../code-migration.ts";
import { findDuplicates } from "../find-duplicates.ts";
import { listFiles } from "../list-files.ts";
import { MigrationFolderError, type FolderProblem } from "../migration-folder-error.ts";
import type { MigrationFolder } from "../migration-folder.ts";

// activerecord 6.1.7.10, migration.rb: MigrationFilenameRegexp.
const NAME = /^(\d+)_[_a-z0-9]*\.?[_a-z0-9]*\.rb$/;

/** Rails looks into every folder of db/migrate. The version is a number, and they come in the order of that. */
export const railsFolder: MigrationFolder = {
  tool: "rails",
  expects: "the folder db/migrate of *.rb files",
  async read(path, _engine, signal) {
    const files = await listFiles(
      path,
      {
        wanted: (file) => /^\d[^/]*_[^/]*\.rb$/.test(basename(file)),
        enters: (folder) => !basename(folder).startsWith("."),
      },
      signal,
    );
    const versionOf = (file: string) => BigInt(NAME.exec(basename(file))?.[1] ?? 0);
    const migrations = files.map((file) => codeMigration(String(versionOf(file.path)), file));
    const problems: FolderProblem[] = files
      .filter((file) => !NAME.test(basename(file.path)))
      .map((file) => ({
        file: file.path,
        problem: "expected a name of a version, an underscore, and lower-case letters, digits and underscores",
      }));
    if (problems.length === 0) problems.push(...findDuplicates(migrations));
    if (problems.length > 0) throw new MigrationFolderError(path, problems);
    return migrations.toSorted((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
  },
};
