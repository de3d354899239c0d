import type { SourcePart } from "./migration-folder.ts";

const BYTE_ORDER_MARK = "\uFEFF";

/**
 * Cuts a piece out of a file's text, without the byte-order mark.
 *
 * @param start where it begins, as an index of the text; the text's own beginning, where it is left out
 * @param end where it ends; the text's own end, where it is left out
 */
export function cutPart(text: string, start = 0, end = text.length): SourcePart {
  const from = start === 0 && text.startsWith(BYTE_ORDER_MARK) ? 1 : start;
  return { text: text.slice(from, end), firstLine: text.slice(0, from).split("\n").length };
}
