const LONGEST = 120;
/** What moves a cursor, ends a line or turns the direction of writing in a terminal or on a page. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/** What a database said, fit to be printed: in quotation marks, on one line, cut where it is long. */
export function showText(text: string): string {
  return escapeUnprintable(JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text));
}

/** The same without quotation marks and uncut, for what is made of names. */
export function escapeUnprintable(text: string): string {
  return text.replaceAll(UNPRINTABLE, (character) =>
    character.replaceAll(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
}
