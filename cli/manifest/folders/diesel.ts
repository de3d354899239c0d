import { compareText } from "../../../shared/migrations/history/compare-text.ts";
import { cutPart } from "../cut-part.ts";
import { listFiles } from "../list-files.ts";
import type { MigrationFolder } from "../migration-folder.ts";

/** Diesel: `2026-01-01-000000_name/up.sql`. */
export const dieselFolder: MigrationFolder = {
  tool: "diesel",
  expects: "the folder of folders with up.sql in them",
  async read(path, _engine, signal) {
    const selection = {
      wanted: (file: string) => /^[^/.][^/]*\/up\.sql$/.test(file),
      enters: (folder: string) => /^[^/.][^/]*$/.test(folder),
    };
    const files = await listFiles(path, selection, signal);
    return files
      .map(({ path: file, text }) => {
        // `version_from_string` of diesel-rs/diesel@02191f0e, migrations_internals/src/lib.rs.
        const id = file.replace(/[/_].*$/s, "").replaceAll("-", "");
        return { id, file, source: cutPart(text), sql: [cutPart(text)] };
      })
      .toSorted((a, b) => compareText(a.id, b.id));
  },
};
