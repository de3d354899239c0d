import { compareVersionNumbers } from "../../../shared/migrations/history/compare-version-numbers.ts";
import { cutPart } from "../cut-part.ts";
import { fileName } from "../file-name.ts";
import { listFiles } from "../list-files.ts";
import type { MigrationFolder } from "../migration-folder.ts";

/** `source/parse.go` of golang-migrate/migrate@3a4ea1e5. */
const UP = /^(\d{1,20})_.*\.up\.[^.]+$/s;

/** golang-migrate: `1_name.up.sql` beside `1_name.down.sql`. */
export const golangMigrateFolder: MigrationFolder = {
  tool: "golang-migrate",
  expects: "the folder of *.up.sql files",
  async read(path, _engine, signal) {
    const files = await listFiles(path, { wanted: (file) => UP.test(file) }, signal);
    return files
      .map(({ path: file, text }) => {
        const id = BigInt(UP.exec(fileName(file))?.[1] ?? 0).toString();
        return { id, file, source: cutPart(text), sql: file.endsWith(".sql") ? [cutPart(text)] : undefined };
      })
      .toSorted((a, b) => compareVersionNumbers(a.id, b.id));
  },
};
