import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * Makes a folder hold exactly these files. A file that is the same already is left alone and another is replaced at once, so
 * that whoever loads the folder meanwhile (a rehearsal, another build) never meets half a file.
 */
export async function writeFolder(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all([...files].map(([name, text]) => replaceFile(path.join(folder, name), text)));
  const stale = (await readdir(folder)).filter((name) => !files.has(name) && !isTemporary(name));
  await Promise.all(stale.map((name) => rm(path.join(folder, name), { recursive: true, force: true })));
}

/** Replaces a file at once, unless it says `text` already. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const current = await readFile(file, "utf8").catch(() => undefined);
  if (current === text) return;
  const temporary = `${file}.${randomUUID()}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, file);
}

/** Another build's, which is about to be renamed. */
function isTemporary(name: string): boolean {
  return name.endsWith(".tmp");
}
