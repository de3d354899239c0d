import { cutPart } from "../cut-part.ts";
import { findDuplicates } from "../find-duplicates.ts";
import { listFiles } from "../list-files.ts";
import { MigrationFolderError, type FolderProblem } from "../migration-folder-error.ts";
import type { FolderMigration, MigrationFolder } from "../migration-folder.ts";
import { orderByParents } from "../order-by-parents.ts";
import { readAssignment } from "../python-assignment.ts";
import type { FolderFile } from "../read-file.ts";

interface Revision {
  readonly id: string;
  /** What it follows, and what it depends on, as its file says it. */
  readonly named: readonly string[];
  readonly labels: readonly string[];
  readonly file: FolderFile;
}

/** Alembic: a revision says which it follows, several where it merges branches. A file that assigns no `revision` is none. */
export const alembicFolder: MigrationFolder = {
  tool: "alembic",
  expects: "the folder versions of *.py files that `alembic revision` writes",
  async read(path, _engine, signal) {
    const files = await listFiles(path, { wanted: (file) => /^(?!\.#|__init__).*\.py$/.test(file) }, signal);
    const revisions = files.flatMap(readRevision);
    const problems: FolderProblem[] = [];
    const migrations = revisions.map((revision): FolderMigration & { readonly after: readonly string[] } => {
      const { id, file, named } = revision;
      const parents = named.flatMap((name) => {
        const parent = resolve(name, revisions);
        if (parent !== undefined) return [parent];
        problems.push({ file: file.path, problem: `expected a revision ${name} in this folder, which ${id} follows` });
        return [];
      });
      return { id, parents, after: parents, file: file.path, source: cutPart(file.text), sql: undefined };
    });
    problems.push(...findDuplicates(migrations));
    const { ordered, cyclic } = orderByParents(migrations);
    problems.push(
      ...cyclic.map(({ id, file }) => ({ file, problem: `expected an order, found that ${id} follows itself` })),
    );
    if (problems.length > 0) throw new MigrationFolderError(path, problems);
    return ordered.map(({ after: _after, ...migration }) => migration);
  },
};

function readRevision(file: FolderFile): Revision[] {
  const strings = (name: string) => readAssignment(file.text, name)?.strings ?? [];
  const [id] = strings("revision");
  const named = [...strings("down_revision"), ...strings("depends_on")];
  return id === undefined ? [] : [{ id, named, labels: strings("branch_labels"), file }];
}

/** A revision is named by its id, by the beginning of it, or by the label of its branch. */
function resolve(name: string, revisions: readonly Revision[]): string | undefined {
  if (revisions.some(({ id }) => id === name)) return name;
  const labelled = revisions.find(({ labels }) => labels.includes(name));
  if (labelled !== undefined) return labelled.id;
  const [only, other] = revisions.filter(({ id }) => id.startsWith(name));
  return other === undefined ? only?.id : undefined;
}
