import { compareText } from "../../../shared/migrations/history/compare-text.ts";
import { codeMigration } from "../code-migration.ts";
import { listFiles } from "../list-files.ts";
import type { MigrationFolder } from "../migration-folder.ts";

const NAMESPACE = /^\s*namespace\s+([\w\\]+)\s*[;{]/m;
const CLASS = /^\s*(?:(?:final|readonly)\s+)*class\s+(\w+)\s+extends\s/m;

/** Doctrine Migrations: `Version20260101000000.php`, known by the full name of its class. */
export const doctrineFolder: MigrationFolder = {
  tool: "doctrine",
  expects: "the folder of Version*.php files",
  async read(path, _engine, signal) {
    const files = await listFiles(path, { wanted: (file) => file.endsWith(".php"), enters: () => true }, signal);
    return files
      .flatMap((file) => {
        const name = CLASS.exec(file.text)?.[1];
        // An abstract class is no migration, but what migrations are made of.
        if (name === undefined) return [];
        const namespace = NAMESPACE.exec(file.text)?.[1];
        const id = namespace === undefined ? name : `${namespace}\\${name}`;
        return [codeMigration(id, file)];
      })
      .toSorted((a, b) => compareText(a.id, b.id));
  },
};
