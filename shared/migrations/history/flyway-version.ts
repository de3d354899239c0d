/** A version as a file's name or the history has it: `1`, `1.2` or `1_2`. */
const VERSION = /^\d{1,40}(?:[._]\d{1,40})*$/;

/**
 * Flyway's own form of a version, in which equal ones are written alike: `01_2.0` is `1.2`. Undefined where it is none.
 * Source: flyway/flyway@c5e20fc77, MigrationVersion.java.
 */
export function normaliseFlywayVersion(text: string): string | undefined {
  if (!VERSION.test(text)) return undefined;
  const parts = text.split(/[._]/).map((part) => BigInt(part).toString());
  while (parts.length > 1 && parts.at(-1) === "0") parts.pop();
  return parts.join(".");
}

/** Orders versions of that form, part by part. */
export function compareFlywayVersions(a: string, b: string): number {
  const [left, right] = [a.split("."), b.split(".")];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = BigInt(left[index] ?? 0) - BigInt(right[index] ?? 0);
    if (difference !== 0n) return difference < 0n ? -1 : 1;
  }
  return 0;
}

/** What a repeatable migration is called: the history has its description with spaces, its file's name with underscores. */
export const nameFlywayRepeatable = (description: string): string => `R__${description.replaceAll(" ", "_")}`;
