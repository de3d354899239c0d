import { printable } from "../../probe/printable.ts";

const MOST_NAMES = 5;

/** `migration "a"`, or `3 migrations ("a", "b", "c")`, with no more names than one reads. */
export function nameMigrations(ids: readonly string[]): string {
  const names = ids.slice(0, MOST_NAMES).map((id) => `"${printable(id)}"`);
  if (ids.length === 1) return `migration ${names.join("")}`;
  const more = ids.length > MOST_NAMES ? ` and ${ids.length - MOST_NAMES} more` : "";
  return `${ids.length} migrations (${names.join(", ")}${more})`;
}

/** The same at the beginning of a sentence. */
export function nameMigrationsFirst(ids: readonly string[]): string {
  const named = nameMigrations(ids);
  return `${named.slice(0, 1).toUpperCase()}${named.slice(1)}`;
}
