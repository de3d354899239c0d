const LONGEST = 120;

/** Control characters, line ends, and what changes the direction of a text or does not show at all. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const PLAIN = /^[\u0020-\u007e]*$/;
const SHORT: Readonly<Record<string, string>> = { "\n": String.raw`\n`, "\r": String.raw`\r`, "\t": String.raw`\t` };

/** Text from a peer, made fit for a log or a terminal: what could act there is escaped, and it is cut at 120 characters. */
export function printable(text: string): string {
  const escaped = escapeUnsafe(text.slice(0, LONGEST));
  const cut = text.length > LONGEST || escaped.length > LONGEST;
  return cut ? `${escaped.slice(0, LONGEST)}… (${text.length} characters)` : escaped;
}

/** A sentence is made of several texts, each of which is cut. */
const LONGEST_SENTENCE = 800;

/** What was said of a peer, by whomever: with what could act on a terminal escaped, and not endless. */
export function oneLine(text: string): string {
  const escaped = escapeUnsafe(text.slice(0, LONGEST_SENTENCE));
  const cut = text.length > LONGEST_SENTENCE || escaped.length > LONGEST_SENTENCE;
  return cut ? `${escaped.slice(0, LONGEST_SENTENCE)}…` : escaped;
}

/** A whole text, with what could act on a terminal escaped. */
export function escapeUnsafe(text: string): string {
  // Most texts are this, and there are several to every probe.
  if (PLAIN.test(text)) return text;
  return text.toWellFormed().replaceAll(UNSAFE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return SHORT[character] ?? String.raw`\u` + code.toString(16).padStart(4, "0");
  });
}
