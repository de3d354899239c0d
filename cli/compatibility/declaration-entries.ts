import type { SourcePart } from "../manifest/migration-folder.ts";
import { editDistance } from "./edit-distance.ts";

export const DECLARATION_KEYS = ["compatibility", "safe-after", "reason"] as const;
export type DeclarationKey = (typeof DECLARATION_KEYS)[number];

/** A comment of SQL, JavaScript, C#, PHP, Python, Ruby, Elixir, YAML or XML that holds a key and a value. */
const LINE = /^\s*(?:--+|\/\/+|#+|\/\*+|\*+|<!--+)\s*([a-z][a-z _-]{2,25}?)\s*:(.*?)(?:\*+\/|--+>)?\s*$/i;

/** Other words, which differ from a key by as little as a slip does. */
const WORDS = new Set(["comparability", "incompatibility"]);

export interface DeclarationEntry {
  /** A key; or what was meant for one, and is none. */
  readonly key: DeclarationKey | { readonly meant: DeclarationKey; readonly written: string };
  readonly value: string;
  readonly line: number;
}

/** What a text's lines declare, by the look of the line alone. */
export function readEntries({ text, firstLine }: SourcePart): readonly DeclarationEntry[] {
  return text.split(/\r?\n/).flatMap((row, index): readonly DeclarationEntry[] => {
    // A line of data may be as long as a file; a declaration is not.
    const [, written = "", raw = ""] = row.length > 2000 ? [] : (LINE.exec(row) ?? []);
    const value = raw.trim();
    const line = firstLine + index;
    const key = DECLARATION_KEYS.find((each) => each === written.toLowerCase());
    if (key !== undefined) return [{ key, value, line }];
    const meant = guessKey(written, value);
    return meant === undefined ? [] : [{ key: { meant, written }, value, line }];
  });
}

function guessKey(written: string, value: string): DeclarationKey | undefined {
  const letters = written.toLowerCase().replaceAll(/[ _-]/g, "");
  if (WORDS.has(letters)) return undefined;
  const isClass = /^(?:expand|contract)\b/i.test(value);
  if (editDistance(letters, "compatibility") <= 2 || (letters.startsWith("compat") && isClass)) return "compatibility";
  return editDistance(letters, "safeafter") <= 2 ? "safe-after" : undefined;
}
