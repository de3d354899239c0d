import { readFile as readBytes, stat } from "node:fs/promises";
import { join } from "node:path";
import type { FolderProblem } from "./migration-folder-error.ts";

/** A file of a folder of migrations. */
export interface FolderFile {
  /** Relative to the folder, with `/` between its parts on every system. */
  readonly path: string;
  /** All of it: a byte-order mark and its line ends too, so that its UTF-8 is the file byte by byte, for a checksum. */
  readonly text: string;
}

/** Far above any migration that a person wrote. */
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Reads a file as UTF-8, if it is one and no larger than 4 MiB.
 *
 * @param path relative to the folder
 * @returns the file, or what is wrong with it
 */
export async function readFile(folder: string, path: string, signal: AbortSignal): Promise<FolderFile | FolderProblem> {
  signal.throwIfAborted();
  const absolute = join(folder, path);
  try {
    // A pipe or a device is never opened: it may wait for ever.
    const { size, isFile } = await stat(absolute).then((stats) => ({ size: stats.size, isFile: stats.isFile() }));
    if (!isFile) return { file: path, problem: "expected a file, found a folder, a pipe or a device" };
    if (size > MAX_BYTES) return { file: path, problem: `expected at most ${MAX_BYTES} bytes, found ${size}` };
    const bytes = await readBytes(absolute, { signal });
    return { path, text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TypeError) return { file: path, problem: "expected UTF-8, found bytes that are none" };
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return { file: path, problem: `expected a file that can be read, found ${code}` };
  }
}
