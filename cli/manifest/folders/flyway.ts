import {
  compareFlywayVersions,
  nameFlywayRepeatable,
  normaliseFlywayVersion,
} from "../../../shared/migrations/history/flyway-version.ts";
import { compareText } from "../../../shared/migrations/history/compare-text.ts";
import { cutPart } from "../cut-part.ts";
import { fileName } from "../file-name.ts";
import { checksumFlyway } from "../checksum-flyway.ts";
import { listFiles } from "../list-files.ts";
import type { FolderFile } from "../read-file.ts";
import type { FolderMigration, MigrationFolder } from "../migration-folder.ts";

const MIGRATION = /^([VBR])(.*?)__(.*)\.(?:sql|java|kt)$/s;

/**
 * Flyway: `V1_2__name.sql`, `R__name.sql` and, for an empty database, `B1_2__name.sql`, in folders below too; a class of that
 * name is code. What is named otherwise, Flyway reads over.
 */
export const flywayFolder: MigrationFolder = {
  tool: "flyway",
  expects: "the folder of V*__*.sql and R__*.sql files",
  async read(path, _engine, signal) {
    const wanted = (file: string): boolean => MIGRATION.test(fileName(file));
    const files = await listFiles(path, { wanted, enters: () => true }, signal);
    const found = files.flatMap((file) => parse(file) ?? []);
    const versioned = new Set(found.filter(({ prefix }) => prefix === "V").map(({ migration: { id } }) => id));
    const migrations = found
      // What such a file makes, those of the versions up to its own made in an older database.
      .filter(({ prefix, migration: { id } }) => prefix !== "B" || !versioned.has(id))
      .map(({ migration }) => migration);
    return [
      ...migrations.filter(({ repeatable }) => !repeatable).toSorted((a, b) => compareFlywayVersions(a.id, b.id)),
      ...migrations.filter(({ repeatable }) => repeatable).toSorted((a, b) => compareText(a.id, b.id)),
    ];
  },
};

function parse({
  path: file,
  text,
}: FolderFile): { readonly prefix: string; readonly migration: FolderMigration } | undefined {
  const [, prefix = "", version = "", description = ""] = MIGRATION.exec(fileName(file)) ?? [];
  const isRepeatable = prefix === "R";
  const id = isRepeatable ? nameFlywayRepeatable(description) : normaliseFlywayVersion(version);
  if (id === undefined || (isRepeatable && version !== "")) return undefined;
  const source = cutPart(text);
  const isSql = file.endsWith(".sql");
  // A repeatable's is of its text with the placeholders filled in; that of a B file is not that of a V file of its version.
  const hasChecksum = isSql && prefix !== "B" && !(isRepeatable && text.includes("${"));
  return {
    prefix,
    migration: {
      id,
      file,
      source,
      sql: isSql ? [source] : undefined,
      ...(hasChecksum && { checksum: checksumFlyway(text).toString() }),
      ...(isRepeatable && { repeatable: true }),
    },
  };
}
