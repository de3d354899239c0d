import { readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { compareText } from "../../shared/migrations/history/compare-text.ts";
import { MigrationFolderError, type FolderProblem } from "./migration-folder-error.ts";
import { readFile, type FolderFile } from "./read-file.ts";

/** Which files of a folder are read. Paths are relative to it, with `/` between their parts. */
export interface FileSelection {
  /** Whether a file is read. */
  readonly wanted: (path: string) => boolean;
  /** Whether a folder in it is looked into. None is, where this is left out. */
  readonly enters?: (path: string) => boolean;
}

/** A folder with more is no folder of migrations, but a mistake in its path. */
const MAX_FILES = 20_000;
const MAX_TOTAL = 256 * 1024 * 1024;

/**
 * Reads the files of a folder that are wanted. A symbolic link is followed to a file in the folder, and nowhere else.
 *
 * @returns in the order of their paths, by code units
 * @throws {MigrationFolderError} naming every file that is wanted and cannot be read
 */
export async function listFiles(
  folder: string,
  selection: FileSelection,
  signal: AbortSignal,
): Promise<readonly FolderFile[]> {
  const root = await realpath(folder).catch((cause: unknown) => {
    throw new MigrationFolderError(folder, [{ file: ".", problem: "expected a folder, found nothing there" }], {
      cause,
    });
  });
  if (!(await stat(root)).isDirectory()) {
    throw new MigrationFolderError(folder, [{ file: ".", problem: "expected a folder, found a file" }]);
  }
  const { paths, problems } = await findPaths(root, selection, signal);
  if (paths.length > MAX_FILES) {
    problems.push({ file: ".", problem: `expected at most ${MAX_FILES} files, found more` });
    throw new MigrationFolderError(folder, problems);
  }
  const files: FolderFile[] = [];
  let total = 0;
  for (const path of paths.toSorted(compareText)) {
    const read = await readFile(root, path, signal);
    if ("problem" in read) problems.push(read);
    else files.push(read);
    total += "text" in read ? read.text.length : 0;
    if (total > MAX_TOTAL) {
      problems.push({ file: ".", problem: `expected at most ${MAX_TOTAL} characters in all, found more` });
      break;
    }
  }
  if (problems.length > 0) throw new MigrationFolderError(folder, problems);
  return files;
}

async function findPaths(root: string, { wanted, enters }: FileSelection, signal: AbortSignal) {
  const paths: string[] = [];
  const problems: FolderProblem[] = [];
  const folders = [""];
  for (let folder = folders.pop(); folder !== undefined && paths.length <= MAX_FILES; folder = folders.pop()) {
    signal.throwIfAborted();
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
      problems.push({
        file: folder === "" ? "." : folder,
        problem: `expected a folder that can be read: ${String(error)}`,
      });
      return [];
    });
    for (const entry of entries) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (enters?.(path) === true) folders.push(path);
      } else if (wanted(path)) {
        const problem = entry.isSymbolicLink() ? await findLinkProblem(root, path) : undefined;
        if (problem === undefined) paths.push(path);
        else problems.push({ file: path, problem });
      } else if (entry.isSymbolicLink() && enters?.(path) === true && (await isFolder(join(root, path)))) {
        // Left out without a word, its migrations would be missing in the manifest.
        problems.push({
          file: path,
          problem: "expected a folder, found a symbolic link to one, which is not followed",
        });
      }
    }
  }
  return { paths, problems };
}

async function findLinkProblem(root: string, path: string): Promise<string | undefined> {
  const target = await realpath(join(root, path)).catch(() => undefined);
  if (target === undefined) return "expected a file, found a symbolic link to nothing";
  return target.startsWith(root + sep) ? undefined : "expected a file of the folder, found a symbolic link out of it";
}

const isFolder = (path: string) =>
  stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
