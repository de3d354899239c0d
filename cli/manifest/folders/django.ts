import { basename, dirname, resolve } from "node:path";
import { cutPart } from "../cut-part.ts";
import { findDuplicates } from "../find-duplicates.ts";
import { listFiles } from "../list-files.ts";
import { MigrationFolderError, type FolderProblem } from "../migration-folder-error.ts";
import type { FolderMigration, MigrationFolder } from "../migration-folder.ts";
import { orderByParents } from "../order-by-parents.ts";
import { readAssignment } from "../python-assignment.ts";
import type { FolderFile } from "../read-file.ts";

// Packages that are installed in the project are not the project's own.
const SKIPPED = /^(?:\..*|__pycache__|node_modules|site-packages|dist-packages)$/;
const MIGRATION = /^(?:(?:.*\/)?migrations\/)?[^_~./][^/]*\.py$/;

interface Node {
  readonly id: string;
  readonly after: readonly string[];
  readonly migration: FolderMigration;
}

/** Django: the files in the folders `migrations` of a project's apps, or in one of these. An id is `app.name`. */
export const djangoFolder: MigrationFolder = {
  tool: "django",
  expects: "the project's folder, or the folder `migrations` of one app",
  async read(path, _engine, signal) {
    const isOneApp = basename(resolve(path)) === "migrations";
    const files = await listFiles(
      path,
      {
        wanted: (file) => (MIGRATION.test(file) && (isOneApp || file.includes("/"))) || basename(file) === "apps.py",
        enters: (folder) => !isOneApp && !SKIPPED.test(basename(folder)),
      },
      signal,
    );
    const labels = new Map(files.flatMap(readLabel));
    const problems: FolderProblem[] = [];
    const nodes = files
      .filter((file) => basename(file.path) !== "apps.py")
      .map((file) =>
        readMigration(file, labelOf(resolve(path, file.path), dirname(dirname(file.path)), labels), problems),
      );
    const migrations = nodes.map(({ migration }) => migration);
    problems.push(...findDuplicates(migrations));
    const { ordered, cyclic } = orderByParents(nodes.map((node) => ({ ...node, after: resolveNames(node, nodes) })));
    for (const { id, migration } of cyclic) {
      problems.push({ file: migration.file, problem: `expected an order, found that ${id} depends on itself` });
    }
    if (problems.length > 0) throw new MigrationFolderError(path, problems);
    return ordered.map(({ migration }) => migration);
  },
};

/** The label that an app's `apps.py` gives it, by the app's folder. */
function readLabel({ path, text }: FolderFile): (readonly [string, string])[] {
  const label = basename(path) === "apps.py" ? readAssignment(text, "label")?.strings[0] : undefined;
  return label === undefined ? [] : [[dirname(path), label]];
}

const labelOf = (absolute: string, app: string, labels: ReadonlyMap<string, string>) =>
  labels.get(app) ?? basename(dirname(dirname(absolute)));

function readMigration({ path, text }: FolderFile, app: string, problems: FolderProblem[]): Node {
  if (!/^class Migration\b/m.test(text)) {
    problems.push({ file: path, problem: "expected a class Migration, found none" });
  }
  const pairs = (name: string) => (readAssignment(text, name)?.pairs ?? []).map((pair) => pair.join("."));
  const id = `${app}.${basename(path, ".py")}`;
  const replaces = pairs("replaces");
  const migration = {
    id,
    ...(replaces.length > 0 && { replaces }),
    file: path,
    source: cutPart(text),
    sql: undefined,
  };
  // A squash comes after what it replaces, where that is still there.
  return { id, after: [...pairs("dependencies"), ...replaces], migration };
}

/** `__first__` and `__latest__` stand for the first and the last of another app. */
function resolveNames({ after }: Node, nodes: readonly Node[]): readonly string[] {
  return after.map((name) => {
    const app = name.slice(0, name.indexOf(".") + 1);
    const ofApp = nodes.map(({ id }) => id).filter((id) => id.startsWith(app));
    if (name === `${app}__first__`) return ofApp[0] ?? name;
    return name === `${app}__latest__` ? (ofApp.at(-1) ?? name) : name;
  });
}
