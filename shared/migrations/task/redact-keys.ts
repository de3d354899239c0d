const HIDDEN = "***";

const LABEL = "(?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY";
/** PEM (RFC 7468), up to its end or that of the text. */
const KEY = new RegExp(`(-----BEGIN ${LABEL}(?: BLOCK)?-{0,5})[^]*?(?:-----END ${LABEL}(?: BLOCK)?-{0,5}|$)`, "gu");
const BEGIN = new RegExp(`-----BEGIN ${LABEL}`, "u");
const END = new RegExp(`-----END ${LABEL}`, "u");
/** A line of base64, or one with much of it. */
const BASE64 = /^\s{0,9}[a-z\d+/=]{1,200}\s{0,9}$|[a-z\d+/]{20}/iu;

/** The same text without private keys. */
export function redactKeys(text: string): string {
  return text.replaceAll(KEY, `$1${HIDDEN}`).replaceAll(/\S+/gu, (word) => {
    // The end of a key whose beginning was cut away.
    const end = word.indexOf("-----END");
    return end > 0 ? `${HIDDEN}${word.slice(end)}` : word;
  });
}

/**
 * The same lines without those of a private key, which a log has one by one: between its first and its last; where either was
 * cut away, as far as they look like one.
 */
export function redactKeyLines(lines: readonly string[]): readonly string[] {
  const lastEnd = lines.findLastIndex((line) => END.test(line));
  const kept: string[] = [];
  let inKey = false;
  for (const [index, line] of lines.entries()) {
    if (END.test(line)) {
      if (!inKey && !BEGIN.test(line)) while (BASE64.test(kept.at(-1) ?? "")) kept.pop();
      // One may end where the next begins.
      inKey = BEGIN.test(line) && line.lastIndexOf("-----BEGIN ") > line.lastIndexOf("-----END ");
      kept.push(redactKeys(line));
    } else if (BEGIN.test(line)) {
      inKey = true;
      kept.push(redactKeys(line));
    } else if (!inKey || (index > lastEnd && !BASE64.test(line))) kept.push(line);
  }
  return kept;
}
