import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * A program by its name, in these folders and then in those of PATH. Debian keeps PostgreSQL's programs, and those of
 * /usr/sbin, out of a user's PATH.
 */
export function findProgram(name: string, folders: readonly string[]): string | undefined {
  return [...folders, ...(process.env["PATH"] ?? "").split(delimiter)]
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}
