import { cutPart } from "../cut-part.ts";
import { findDuplicates } from "../find-duplicates.ts";
import { listFiles } from "../list-files.ts";
import { MigrationFolderError, type FolderProblem } from "../migration-folder-error.ts";
import type { FolderMigration, MigrationFolder } from "../migration-folder.ts";
import type { FolderFile } from "../read-file.ts";
import { upSection } from "../up-section.ts";

const MIGRATION = /^(?!\.)(?!.*\.d\.[cm]?ts$)(?!.*\.down\.sql$).*\.(?:sql|[cm]?[jt]s)$/;
const MARKS = { up: /^\s*--[\s-]*up\s+migration/im, down: /^\s*--[\s-]*down\s+migration/im };

/** As its own order: by the number that a name begins with, 17 digits of which are a time in UTC, and then by the name. */
export const nodePgMigrateFolder: MigrationFolder = {
  tool: "node-pg-migrate",
  expects: "the folder of *.js, *.ts or *.sql files that `node-pg-migrate create` writes",
  async read(path, _engine, signal) {
    const files = await listFiles(path, { wanted: (file) => MIGRATION.test(file) }, signal);
    const migrations = files.map(readMigration);
    const problems: FolderProblem[] = migrations
      .filter(({ id }) => Number.isNaN(numberOf(id)))
      .map(({ file }) => ({ file, problem: "expected a name that begins with a number, or a time" }));
    problems.push(...findDuplicates(migrations));
    if (problems.length > 0) throw new MigrationFolderError(path, problems);
    return migrations.toSorted((one, other) => numberOf(one.id) - numberOf(other.id) || compareNames(one.id, other.id));
  },
};

const { compare: compareNames } = new Intl.Collator("en", {
  numeric: true,
  sensitivity: "variant",
  ignorePunctuation: true,
});

function numberOf(id: string): number {
  const digits = /^\d+/.exec(id)?.[0] ?? "x";
  if (digits.length !== 17) return Number(digits);
  const [, date = "", time = "", fraction = ""] = /^(\d{8})(\d{6})(\d{3})$/.exec(digits) ?? [];
  return Date.parse(
    `${date.replace(/(....)(..)(..)/, "$1-$2-$3")}T${time.replace(/(..)(..)(..)/, "$1:$2:$3")}.${fraction}Z`,
  );
}

function readMigration({ path, text }: FolderFile): FolderMigration {
  // What is parted from its way back by a file of its own is run whole, and so is what has no marks.
  const isWhole = path.endsWith(".up.sql");
  const isSql = path.endsWith(".sql");
  const section = isSql && !isWhole ? upSection(text, MARKS) : undefined;
  const source = section?.source ?? cutPart(text);
  const sql = isSql ? [section?.up ?? source] : undefined;
  return { id: path.replace(/(?:\.up)?\.sql$|\.[^.]+$/, ""), file: path, source, sql };
}
