import { withoutExtension } from "../../shared/migrations/history/match-script.ts";
import { listFiles } from "./list-files.ts";
import type { FolderFile } from "./read-file.ts";

const SCRIPT = /^(?!\.).*(?<!\.d)\.[cm]?[jt]s$/;

/**
 * Reads the JavaScript and TypeScript files of a folder, without declarations of types. Of two that differ in their
 * extension alone, one is made from the other: the one in TypeScript, which its author wrote, is read.
 *
 * @returns in the order of their names, by code units
 * @throws {MigrationFolderError}
 */
export async function listScripts(folder: string, signal: AbortSignal): Promise<readonly FolderFile[]> {
  const files = await listFiles(folder, { wanted: (path) => SCRIPT.test(path) }, signal);
  const written = new Set(files.filter(({ path }) => path.endsWith("ts")).map(({ path }) => withoutExtension(path)));
  return files.filter(({ path }) => path.endsWith("ts") || !written.has(withoutExtension(path)));
}
