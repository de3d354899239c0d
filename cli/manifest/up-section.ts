import { cutPart } from "./cut-part.ts";
import type { DeclarationSource, SourcePart } from "./migration-folder.ts";

/** The lines that part a file into what runs forwards and what runs back. */
export interface SectionMarks {
  readonly up: RegExp;
  readonly down: RegExp;
}

export interface UpSection {
  /** What runs forwards, with its mark's own line, which is a comment. */
  readonly up: SourcePart;
  /** The file, with what runs back as a place where nothing is declared of what runs forwards. */
  readonly source: DeclarationSource;
}

const FORWARDS = "a declaration in the part that runs forwards";

/**
 * Cuts out of a file what runs forwards: from the mark of that to the mark of what runs back, or to the file's end where
 * that mark comes first, or is missing.
 *
 * @returns undefined where the mark of what runs forwards is missing
 */
export function upSection(text: string, { up, down }: SectionMarks): UpSection | undefined {
  const start = text.search(up);
  if (start === -1) return undefined;
  const end = text.search(down);
  if (end === -1) return { up: cutPart(text, start), source: cutPart(text) };
  const [source, back] =
    end > start ? [cutPart(text, 0, end), cutPart(text, end)] : [cutPart(text, start), cutPart(text, 0, start)];
  return {
    up: cutPart(text, start, end > start ? end : undefined),
    source: { ...source, elsewhere: [{ ...back, expected: FORWARDS }] },
  };
}
