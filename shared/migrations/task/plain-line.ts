import { stripVTControlCharacters } from "node:util";

const LONGEST_LINE = 4_096;

/** A line of a log without colours, and not endless. */
export function plainLine(line: string): string {
  if (line.length <= LONGEST_LINE) return stripVTControlCharacters(line);
  // Not in the middle of a word: half a connection string would not be known for one.
  return stripVTControlCharacters(line.slice(0, LONGEST_LINE).replace(/(?<!\S)\S+$/u, ""));
}
