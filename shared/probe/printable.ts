const LONGEST = 120;

/** Control characters, line ends, and what changes the direction of a text or does not show at all. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const SHORT: Readonly<Record<string, string>> = { "\n": String.raw`\n`, "\r": String.raw`\r`, "\t": String.raw`\t` };

/** Text from a peer, made fit for a log or a terminal: what could act there is escaped, and it is cut at 120 characters. */
export function printable(text: string): string {
  const escaped = text
    .slice(0, LONGEST)
    .toWellFormed()
    .replaceAll(UNSAFE, (character) => {
      const code = character.codePointAt(0) ?? 0;
      return SHORT[character] ?? String.raw`\u` + code.toString(16).padStart(4, "0");
    });
  const cut = text.length > LONGEST || escaped.length > LONGEST;
  return cut ? `${escaped.slice(0, LONGEST)}… (${text.length} characters)` : escaped;
}
