import { readFileSync } from "node:fs";

/** Whom a server runs as. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The first of these users that the machine has, where the test run is root's: PostgreSQL refuses to run as root, and nothing
 * of a test should. Undefined where the test run is a user's own.
 * @throws where the test run is root's and the machine has none of them
 */
export function findServerUser(names: readonly string[]): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of names) {
    const [, , uid, gid] = accounts.find(([account]) => account === name) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(`This runs as root, and a database server may not: none of the users ${names.join(", ")} exists`);
}
