import { compareText } from "../../../shared/migrations/history/compare-text.ts";
import { codeMigration } from "../code-migration.ts";
import { listFiles } from "../list-files.ts";
import type { MigrationFolder } from "../migration-folder.ts";

const ATTRIBUTE = /\[\s*(?:[\w.]+\.)?Migration(?:Attribute)?\s*\(\s*@?"([^"\r\n]+)"\s*\)\s*\]/;
const BUILT = /(?:^|\/)(?:bin|obj)$/;

/** EF Core: classes with `[Migration("20260101000000_Name")]`, which is in `*.Designer.cs`. */
export const efCoreFolder: MigrationFolder = {
  tool: "ef-core",
  expects: "the folder of *.cs files with their *.Designer.cs",
  async read(path, _engine, signal) {
    const selection = {
      wanted: (file: string) => file.endsWith(".cs"),
      enters: (folder: string) => !BUILT.test(folder),
    };
    const files = new Map((await listFiles(path, selection, signal)).map((file) => [file.path, file]));
    return [...files.values()]
      .flatMap((file) => {
        const id = ATTRIBUTE.exec(file.text)?.[1];
        if (id === undefined) return [];
        // What people write, and review, is the other part of the class.
        const written = files.get(file.path.replace(/\.Designer\.cs$/, ".cs")) ?? file;
        return [codeMigration(id, written)];
      })
      .toSorted((a, b) => compareText(a.id.toUpperCase(), b.id.toUpperCase()));
  },
};
