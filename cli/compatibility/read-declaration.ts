import { validate } from "compare-versions";
import type { Declaration } from "../../shared/migrations/manifest/manifest.ts";
import type { Engine } from "../../shared/migrations/tool.ts";
import type { FolderMigration } from "../manifest/migration-folder.ts";
import type { FolderProblem } from "../manifest/migration-folder-error.ts";
import { commentLines } from "./comment-lines.ts";
import { readEntries, type DeclarationEntry, type DeclarationKey } from "./declaration-entries.ts";

type Entries = Readonly<Record<DeclarationKey, readonly DeclarationEntry[]>>;
type Declaring = Pick<FolderMigration, "source" | "sql" | "file">;

export interface DeclarationReading {
  readonly declaration?: Declaration;
  /** All that is wrong; then there is no declaration. */
  readonly problems: readonly FolderProblem[];
}

/**
 * Reads what a migration's author says of it in comments: `-- compatibility: contract`, `-- safe-after: 1.4.0`,
 * `-- reason: text`. A `reason:` alone is a comment like any other. What is said where the migration does not run, or
 * with a key that is none, is a problem, not a declaration.
 */
export async function readDeclaration(migration: Declaring, engine: Engine): Promise<DeclarationReading> {
  const { entries, problems: astray } = await findEntries(migration, engine);
  const problems = [...astray];
  const { file } = migration;
  const report = (line: number, problem: string): void => void problems.push({ file, line, problem });
  const [given] = entries.compatibility;
  const [release] = entries["safe-after"];
  const [why] = entries.reason;
  if (!given) {
    if (!release) return { problems };
    report(release.line, 'expected a line "compatibility: contract" with it, found safe-after alone');
    return { problems };
  }
  for (const [key, [, ...others]] of Object.entries(entries)) {
    for (const { line } of others) report(line, `expected ${key} once, found it again`);
  }
  if (!why || why.value === "") report(why?.line ?? given.line, "expected a reason, as in `reason: text`, found none");
  const reason = why?.value ?? "";
  const kind = given.value.toLowerCase();
  if (kind === "expand") {
    if (release) report(release.line, "expected safe-after with contract only, found it with expand");
    return problems.length > 0 ? { problems } : { declaration: { class: "expand", reason }, problems };
  }
  if (kind !== "contract") {
    report(given.line, `expected "expand" or "contract", found "${given.value}"`);
    return { problems };
  }
  if (!release) {
    report(given.line, "expected safe-after, the release of blue from which on it breaks nothing, found none");
    return { problems };
  }
  if (!isRelease(release.value)) {
    report(release.line, `expected a release like 1.4.0, or a name such as a commit, found "${release.value}"`);
  }
  if (problems.length > 0) return { problems };
  return { declaration: { class: "contract", safeAfter: release.value, reason }, problems };
}

async function findEntries(
  { source, sql, file }: Declaring,
  engine: Engine,
): Promise<{ readonly entries: Entries; readonly problems: readonly FolderProblem[] }> {
  const entries: Record<DeclarationKey, DeclarationEntry[]> = { compatibility: [], "safe-after": [], reason: [] };
  const problems: FolderProblem[] = [];
  const elsewhere = source.elsewhere ?? [];
  for (const { expected, ...part } of elsewhere) {
    for (const { key, line } of readEntries(part)) {
      // A reason alone is a comment like any other.
      if (key !== "reason") problems.push({ file, line, problem: `expected ${expected}, found one here` });
    }
  }
  const isElsewhere = (line: number): boolean =>
    elsewhere.some(({ text, firstLine }) => line >= firstLine && line < firstLine + text.split("\n").length);
  const found = readEntries(source).filter(({ line }) => !isElsewhere(line));
  const lines = found.length === 0 ? "all" : await commentLines({ source, sql, file }, engine);
  for (const entry of found) {
    const { key, line } = entry;
    if (lines === undefined) {
      if (key !== "reason") problems.push({ file, line, problem: NO_COMMENT });
    } else if (lines !== "all" && !lines.has(line)) {
      // A string says it, or a row of data, and not the migration's author.
    } else if (typeof key === "string") {
      entries[key].push(entry);
    } else {
      problems.push({ file, line, problem: `expected \`${key.meant}:\`, found \`${key.written}:\`` });
    }
  }
  return { entries, problems };
}

const NO_COMMENT =
  "expected SQL of which it can be told that this is a comment: the parser does not understand its strings";

/** A version, or a name that a release is equal to or not. Wildcards such as `1.x` are versions elsewhere, and say nothing here. */
function isRelease(value: string): boolean {
  const isVersion = /^v?\d+(?:\.\d+)*(?:[-+]|$)/.test(value) && validate(value);
  // A name without a digit ("soon", "next") is no release of anything.
  return isVersion || (/^(?=.*\d)[\w/+-][\w./+-]*$/.test(value) && !/^v?\d+\./i.test(value));
}
