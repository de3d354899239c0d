import { printable } from "../printable.ts";
import type { HttpAnswer } from "./http-answer.ts";

/** The beginning of an error's body, which says more than its status: ` (no such table: orders)`. */
export function bodyHint({ text }: HttpAnswer): string {
  const beginning = text.trim();
  return beginning === "" || beginning.startsWith("<") ? "" : ` (${printable(beginning)})`;
}
