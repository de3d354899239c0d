import { cutPart } from "./cut-part.ts";
import type { SourcePart } from "./migration-folder.ts";

/** The lines that part a file into what runs forwards and what runs back. */
export interface SectionMarks {
  readonly up: RegExp;
  readonly down: RegExp;
}

/**
 * Cuts out of a file what runs forwards: from the mark of that to the mark of what runs back, or to the file's end where
 * that mark comes first, or is missing.
 *
 * @returns with the mark's own line, which is a comment; undefined where it is missing
 */
export function upSection(text: string, { up, down }: SectionMarks): SourcePart | undefined {
  const start = text.search(up);
  if (start === -1) return undefined;
  const end = text.search(down);
  return cutPart(text, start, end > start ? end : undefined);
}
