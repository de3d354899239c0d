import { createHash } from "node:crypto";
import { compareVersionNumbers } from "../../../shared/migrations/history/compare-version-numbers.ts";
import { cutPart } from "../cut-part.ts";
import { listFiles } from "../list-files.ts";
import { MigrationFolderError } from "../migration-folder-error.ts";
import type { MigrationFolder } from "../migration-folder.ts";

const VERSION = /^\d{1,19}(?=_)/;

/** sqlx: `20260101000000_name.sql`, or `….up.sql` beside `….down.sql`. */
export const sqlxFolder: MigrationFolder = {
  tool: "sqlx",
  expects: "the folder of *.sql files",
  async read(path, _engine, signal) {
    // As sqlx: launchbadge/sqlx@106b0469, sqlx-core/src/migrate/source.rs.
    const wanted = (file: string): boolean => /_.*\.sql$/s.test(file) && !file.endsWith(".down.sql");
    const files = await listFiles(path, { wanted }, signal);
    const problems = files
      .filter((file) => !VERSION.test(file.path))
      .map((file) => ({ file: file.path, problem: "expected a name that begins with a number and `_`" }));
    if (problems.length > 0) throw new MigrationFolderError(path, problems);
    return files
      .map(({ path: file, text }) => {
        const id = BigInt(VERSION.exec(file)?.[0] ?? 0).toString();
        const checksum = createHash("sha384").update(text).digest("hex");
        return { id, checksum, file, source: cutPart(text), sql: [cutPart(text)] };
      })
      .toSorted((a, b) => compareVersionNumbers(a.id, b.id));
  },
};
