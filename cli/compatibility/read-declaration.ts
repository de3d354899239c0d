import { validate } from "compare-versions";
import type { Declaration } from "../../shared/migrations/manifest/manifest.ts";
import type { SourcePart } from "../manifest/migration-folder.ts";
import type { FolderProblem } from "../manifest/migration-folder-error.ts";

/** A comment of SQL, JavaScript, C#, PHP, Python, Ruby, Elixir, YAML or XML that holds a key and a value. */
const LINE = /^\s*(?:--+|\/\/+|#+|\/\*+|\*+|<!--+)\s*(compatibility|safe-after|reason)\s*:(.*?)(?:\*+\/|--+>)?\s*$/i;

type Key = "compatibility" | "safe-after" | "reason";

interface Entry {
  readonly value: string;
  readonly line: number;
}

export interface DeclarationReading {
  readonly declaration?: Declaration;
  /** All that is wrong; then there is no declaration. */
  readonly problems: readonly FolderProblem[];
}

/**
 * Reads what a migration's author says of it in comments: `-- compatibility: contract`, `-- safe-after: 1.4.0`,
 * `-- reason: text`. A `reason:` alone is a comment like any other.
 */
export function readDeclaration(source: SourcePart, file: string): DeclarationReading {
  const entries = readEntries(source);
  const problems: FolderProblem[] = [];
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

function readEntries({ text, firstLine }: SourcePart): Readonly<Record<Key, readonly Entry[]>> {
  const entries: Record<Key, Entry[]> = { compatibility: [], "safe-after": [], reason: [] };
  for (const [index, row] of text.split(/\r?\n/).entries()) {
    // A line of data may be as long as a file; a declaration is not.
    const [, key, value] = row.length > 2000 ? [] : (LINE.exec(row) ?? []);
    if (key === undefined || value === undefined) continue;
    entries[key.toLowerCase() as Key].push({ value: value.trim(), line: firstLine + index });
  }
  return entries;
}

/** A version, or a name that a release is equal to or not. Wildcards such as `1.x` are versions elsewhere, and say nothing here. */
function isRelease(value: string): boolean {
  const isVersion = /^v?\d+(?:\.\d+)*(?:[-+]|$)/.test(value) && validate(value);
  // A name without a digit ("soon", "next") is no release of anything.
  return isVersion || (/^(?=.*\d)[\w/+-][\w./+-]*$/.test(value) && !/^v?\d+\./i.test(value));
}
