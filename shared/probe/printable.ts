const LONGEST = 120;

/** Text from a peer, made fit for a log or a terminal: control characters are escaped, and it is cut at 120 characters. */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- they are what must not reach a terminal
  const escaped = text.replaceAll(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    },
  );
  return escaped.length > LONGEST ? `${escaped.slice(0, LONGEST)}… (${text.length} characters)` : escaped;
}
