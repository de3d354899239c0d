import { printable } from "../../probe/printable.ts";
import { plainLine } from "./plain-line.ts";
import { redactCredentials } from "./redact-credentials.ts";
import { redactKeyLines } from "./redact-keys.ts";

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
  const shown = redactKeyLines(lines.map(plainLine)).filter((line) => line.trim() !== "");
  if (shown.length === 0) return "It logged nothing.";
  const tail = shown.slice(-SHOWN_LINES).map((line) => printable(redactCredentials(line)));
  return `Its last lines: ${tail.join(" | ")}.`;
}
