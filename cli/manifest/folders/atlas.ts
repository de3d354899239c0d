import { cutPart } from "../cut-part.ts";
import { listFiles } from "../list-files.ts";
import { MigrationFolderError, type FolderProblem } from "../migration-folder-error.ts";
import type { MigrationFolder } from "../migration-folder.ts";

/** A checkpoint is what a new database begins with in place of the files before it; one that is in use never runs it. */
const CHECKPOINT = /^(?:(?:--|#)[^\n]*\n)*?(?:--|#)[^\n]*atlas:checkpoint\b/;
const SUM = "atlas.sum";

/**
 * Atlas: `20260101000000_name.sql`, and `atlas.sum` with the hash of each, which a revision has too: it is of the file and all
 * before it (ariga/atlas@026c0bb7, sql/migrate/dir.go). One that is put between others later on changes theirs.
 */
export const atlasFolder: MigrationFolder = {
  tool: "atlas",
  expects: "the folder of *.sql files and atlas.sum",
  async read(path, _engine, signal) {
    const files = await listFiles(path, { wanted: (file) => file.endsWith(".sql") || file === SUM }, signal);
    const sum = files.find((file) => file.path === SUM);
    const hashes = sum && readSum(sum.text);
    const problems: FolderProblem[] = [];
    const migrations = files
      .filter((file) => file !== sum && !CHECKPOINT.test(file.text))
      .map(({ path: file, text }) => {
        const checksum = hashes?.get(file);
        if (hashes && checksum === undefined) {
          problems.push({ file: SUM, problem: `expected the hash of ${file}, found none: run \`atlas migrate hash\`` });
        }
        const id = file.replace(/\.sql$/, "").replace(/_.*$/s, "");
        return { id, file, source: cutPart(text), sql: [cutPart(text)], ...(checksum && { checksum }) };
      });
    if (problems.length > 0) throw new MigrationFolderError(path, problems);
    return migrations;
  },
};

/** Its first line is the hash of the folder. */
function readSum(text: string): ReadonlyMap<string, string> {
  const hashes = new Map<string, string>();
  for (const line of text.split(/\r?\n/).slice(1)) {
    const [, file, hash] = /^(.+?)\s+h1:(\S+)$/.exec(line) ?? [];
    if (file !== undefined && hash !== undefined) hashes.set(file, hash);
  }
  return hashes;
}
