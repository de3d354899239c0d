import { createHash } from "node:crypto";
import * as v from "valibot";
import { cutPart } from "../cut-part.ts";
import { listFiles } from "../list-files.ts";
import { MigrationFolderError, type FolderProblem } from "../migration-folder-error.ts";
import type { FolderMigration, MigrationFolder, SourcePart } from "../migration-folder.ts";
import type { FolderFile } from "../read-file.ts";

const JOURNAL = "meta/_journal.json";
const BREAKPOINT = "--> statement-breakpoint";
const DIALECTS = { postgres: "postgresql", mysql: "mysql" } as const;

const journalSchema = v.object({
  dialect: v.string(),
  entries: v.array(v.object({ tag: v.string(), when: v.pipe(v.number(), v.integer()) })),
});

/** Drizzle Kit 0.x: the journal names the files, in its order. Drizzle ORM records the SHA-256 of a file, and its `when`. */
export const drizzleFolder: MigrationFolder = {
  tool: "drizzle",
  expects: `the folder that \`drizzle-kit generate\` writes, with ${JOURNAL} in it`,
  async read(path, engine, signal) {
    const files = await listFiles(
      path,
      { wanted: (file) => file === JOURNAL || /^[^/]+\.sql$/.test(file), enters: (folder) => folder === "meta" },
      signal,
    );
    const byPath = new Map(files.map((file) => [file.path, file]));
    const journal = readJournal(path, byPath.get(JOURNAL));
    const problems: FolderProblem[] = [];
    if (journal.dialect !== DIALECTS[engine]) {
      const problem = `expected the dialect ${DIALECTS[engine]}, found ${JSON.stringify(journal.dialect)}`;
      problems.push({ file: JOURNAL, problem });
    }
    const migrations = journal.entries.flatMap(({ tag, when }) => {
      const file = byPath.get(`${tag}.sql`);
      if (file !== undefined) return [readMigration(tag, when, file)];
      problems.push({ file: JOURNAL, problem: `expected ${tag}.sql beside meta, found no such file` });
      return [];
    });
    const known = new Set(migrations.map(({ file }) => file));
    for (const { path: file } of files) {
      if (file !== JOURNAL && !known.has(file))
        problems.push({ file, problem: `expected an entry in ${JOURNAL}, found none` });
    }
    if (problems.length > 0) throw new MigrationFolderError(path, problems);
    return migrations;
  },
};

function readJournal(folder: string, file: FolderFile | undefined): v.InferOutput<typeof journalSchema> {
  const refuse = (problem: string, cause?: unknown) =>
    new MigrationFolderError(folder, [{ file: JOURNAL, problem }], { cause });
  if (file === undefined) throw refuse("expected the journal of Drizzle Kit 0.x, found no such file");
  let json: unknown;
  try {
    json = JSON.parse(file.text);
  } catch (cause) {
    throw refuse("expected JSON, found something else", cause);
  }
  const journal = v.safeParse(journalSchema, json);
  if (journal.success) return journal.output;
  throw refuse(journal.issues.map((issue) => `${v.getDotPath(issue) ?? ""} ${issue.message}`.trim()).join("; "));
}

const readMigration = (tag: string, when: number, { path, text }: FolderFile): FolderMigration => ({
  id: tag,
  checksum: createHash("sha256").update(text).digest("hex"),
  when,
  file: path,
  source: cutPart(text),
  sql: splitAtBreakpoints(text),
});

/** The mark is a comment for PostgreSQL alone. */
function splitAtBreakpoints(text: string): readonly SourcePart[] {
  const parts: SourcePart[] = [];
  let line = 1;
  for (const piece of text.split(BREAKPOINT)) {
    parts.push({ text: cutPart(piece).text, firstLine: line });
    line += piece.split("\n").length - 1;
  }
  return parts;
}
