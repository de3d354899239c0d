import { stripVTControlCharacters } from "node:util";
import { printable } from "../../probe/printable.ts";
import { redactCredentials } from "./redact-credentials.ts";

const LONGEST_LINE = 4_096;
const SHOWN_LINES = 10;

/** Its log as the rules look at it: without colours, and with no line that is endless. */
export function plainLog(lines: readonly string[]): string {
  return lines.map(plainLine).join("\n");
}

/**
 * Its last lines, for a report; or, where there is none to be had, why. What they carry that is secret is struck out, and what could act on a terminal
 * escaped.
 */
export function showLogTail(lines: readonly string[] | undefined, problem = "it could not be read"): string {
  if (lines === undefined) return `Its log cannot be shown: ${problem}.`;
  const shown = lines.map(plainLine).filter((line) => line.trim() !== "");
  if (shown.length === 0) return "It logged nothing.";
  const tail = shown.slice(-SHOWN_LINES).map((line) => printable(redactCredentials(line)));
  return `Its last lines: ${tail.join(" | ")}.`;
}

function plainLine(line: string): string {
  if (line.length <= LONGEST_LINE) return stripVTControlCharacters(line);
  // Not in the middle of a word: half a connection string would not be known for one.
  return stripVTControlCharacters(line.slice(0, LONGEST_LINE).replace(/(?<!\S)\S+$/u, ""));
}
