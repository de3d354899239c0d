import { cutPart } from "../cut-part.ts";
import { findDuplicates } from "../find-duplicates.ts";
import { listScripts } from "../list-scripts.ts";
import { readLiteralCalls } from "../literal-calls.ts";
import { MigrationFolderError, type FolderProblem } from "../migration-folder-error.ts";
import type { FolderMigration, MigrationFolder } from "../migration-folder.ts";
import type { FolderFile } from "../read-file.ts";

const CLASS =
  /^[ \t]*(?:(?:export|default|declare|abstract)[ \t]+|(?:module\.)?exports(?:\.\w+)?[ \t]*=[ \t]*|(?:const|let|var)[ \t]+\w+[ \t]*=[ \t]*){0,3}class[ \t]+(\w+)/gm;
const ABOVE = /(?:^[ \t]*(?:\/\/[^\n]*|\/\*(?:(?!\*\/)[^])*\*\/[ \t]*\r?|@[^\n]*|\r?)\n)*(?![^])/m;
const NAME = /(?:^|[\s.])name\s*(?::\s*string\s*)?=\s*(["'`])([^"'`\n]*\d{13})\1/;
const TIME = /\d{13}$/;

/** TypeORM records the `name` of a class, or else the class's own; either ends in the time that orders it. */
export const typeormFolder: MigrationFolder = {
  tool: "typeorm",
  expects: "the folder of *.ts or *.js files that `typeorm migration:generate` writes",
  async read(path, _engine, signal) {
    const problems: FolderProblem[] = [];
    const migrations = (await listScripts(path, signal)).flatMap((file) => readClasses(file, problems));
    problems.push(...findDuplicates(migrations));
    if (problems.length > 0) throw new MigrationFolderError(path, problems);
    return migrations.toSorted((one, other) => timeOf(one.id) - timeOf(other.id));
  },
};

const timeOf = (id: string) => Number(TIME.exec(id)?.[0]);

function readClasses({ path, text }: FolderFile, problems: FolderProblem[]): readonly FolderMigration[] {
  const classes = [...text.matchAll(CLASS)];
  if (classes.length === 0 && /\bMigrationInterface\b|\bqueryRunner\b/.test(text)) {
    problems.push({ file: path, problem: "expected a class that begins a line, found none" });
  }
  // What stands right before a class, a comment of its author's, is of that class.
  const starts = classes.map(({ index }, at) =>
    at === 0 ? 0 : index - (ABOVE.exec(text.slice(0, index))?.[0].length ?? 0),
  );
  return classes.flatMap(({ index, 1: className = "" }, at) => {
    const source = cutPart(text, starts[at], starts[at + 1]);
    if (!/\bup\s*[=(]/.test(source.text)) return [];
    const id = NAME.exec(source.text)?.[2] ?? className;
    if (!TIME.test(id)) {
      const line = cutPart(text, index).firstLine;
      problems.push({
        file: path,
        line,
        problem: `expected a class whose name ends in 13 digits of time, found ${id}`,
      });
    }
    return [{ id, file: path, source, sql: readLiteralCalls(source, (queryRunner) => `${queryRunner}\\.query`) }];
  });
}
