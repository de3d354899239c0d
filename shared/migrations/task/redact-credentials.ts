const HIDDEN = "***";

/** What stands before a secret: `PGPASSWORD=`, `"password":`, `X-Amz-Signature=`. */
const KEY = String.raw`(?:pass(?:word|wd)?|pwd|secret|token|(?:api|access)[-_]?key|signature|credential)[\\"']{0,3}\s{0,3}[=:]\s{0,3}`;
/** A secret as it is written there: in quotation marks, which JSON in JSON escapes, or up to what ends a parameter. */
const VALUE = String.raw`(?:\\?"[^"]*"?|\\?'[^']*'?|[^\s&;,"']+)`;
const AFTER_KEY = new RegExp(`(${KEY})${VALUE}`, "giu");
const AFTER_OPTION = /(--?(?:pass(?:word|wd)?|pwd|token)\s)\S+/giu;
const AUTHORIZATION = /(authorization["']?\s{0,3}[:=]\s{0,3}["']?(?:[a-z]{1,20}\s)?)[^\s"']+/giu;

/**
 * The same text without the passwords that connection strings, parameters and options carry:
 * `postgres://shop:***@db/shop`. What is no such thing is not found: a program that prints its bare password has told it.
 */
export function redactCredentials(text: string): string {
  return text
    .replaceAll(/\S+/gu, withoutPassword)
    .replaceAll(AUTHORIZATION, `$1${HIDDEN}`)
    .replaceAll(AFTER_OPTION, `$1${HIDDEN}`)
    .replaceAll(AFTER_KEY, `$1${HIDDEN}`);
}

/** `scheme://user:password@host`, and Go's `user:password@tcp(host)`. By its last `@`: a password may hold another, unescaped. */
function withoutPassword(word: string): string {
  const scheme = word.indexOf("://");
  const userAt = scheme === -1 ? 0 : scheme + "://".length;
  const end = scheme === -1 ? Math.max(word.lastIndexOf("@tcp("), word.lastIndexOf("@unix(")) : word.lastIndexOf("@");
  const colon = word.indexOf(":", userAt);
  return colon === -1 || end < colon ? word : `${word.slice(0, colon + 1)}${HIDDEN}${word.slice(end)}`;
}
