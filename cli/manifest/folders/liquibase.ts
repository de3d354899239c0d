import { readdir, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, normalize, resolve } from "node:path";
import { ChangelogReader } from "../liquibase/changelog-reader.ts";
import { SearchPath } from "../liquibase/search-path.ts";
import { MigrationFolderError } from "../migration-folder-error.ts";
import type { MigrationFolder } from "../migration-folder.ts";

/** What the first changelog is called, by Spring Boot and by most who do not use it. */
const FIRST = /^(?:db\.)?changelog(?:[-.](?:master|root|main))?\.(?:xml|ya?ml|json|sql)$/i;

/**
 * Liquibase: the changelog that it is given, and all that this one includes. Contexts and labels are chosen when Liquibase
 * runs: a changeset that has any is optional.
 */
export const liquibaseFolder: MigrationFolder = {
  tool: "liquibase",
  expects: "the first changelog, in XML, YAML, JSON or SQL, or the folder of db.changelog-master.*",
  async read(path, engine, signal) {
    const file = await findFirst(path);
    const reader = new ChangelogReader(dirname(file), new SearchPath(file, searchedFrom(path)), engine);
    await reader.read(file, { including: [], isChosen: false }, signal);
    const migrations = reader.listMigrations();
    if (reader.problems.length > 0) throw new MigrationFolderError(path, reader.problems);
    return migrations;
  },
};

/** Liquibase looks where it is run, unless it is told: a path is given as it is given to Liquibase. */
function searchedFrom(path: string): string | undefined {
  const isBelow = !isAbsolute(path) && !normalize(path).startsWith("..");
  return isBelow ? process.cwd() : undefined;
}

async function findFirst(path: string): Promise<string> {
  const absolute = resolve(path);
  const isFolder = await stat(absolute).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) return absolute;
  const names = (await readdir(absolute)).filter((name) => FIRST.test(name));
  const [name] = names;
  if (name !== undefined && names.length === 1) return join(absolute, name);
  const problem = `expected the first changelog, or a folder with one db.changelog-master.* in it, found ${names.length}`;
  throw new MigrationFolderError(path, [{ file: ".", problem }]);
}
