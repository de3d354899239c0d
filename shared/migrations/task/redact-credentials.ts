import { redactKeys } from "./redact-keys.ts";

const HIDDEN = "***";

/** What stands before a secret: `PGPASSWORD=`, `"password":`, `X-Amz-Signature=`. */
const NAME = String.raw`(?:pass(?:word|wd|phrase)?|pwd|secret|token|(?:api|access|private|signing|encryption|jwt|secret)[-_]?key|signature|[?&]sig|credential)`;
/** Between a name and its value, as JSON (also in JSON), YAML, forms, Ruby and Go write it. */
const CLOSED = String.raw`[\\"'\]]{0,8}\s{0,3}`;
const SEPARATOR = String.raw`${CLOSED}(?::=|=>?|:)\s{0,3}`;
/** In a list of names and values by turns, both are in quotation marks. */
const NEXT = String.raw`\\{0,7}["']\s{0,3},\s{0,3}`;

/** Text in quotation marks up to the one that ends it, or the end. Those that JSON in JSON escapes end with a like one. */
const QUOTED = ['"', "'"]
  .flatMap((mark) => [
    String.raw`${mark}(?:[^\\${mark}]|\\[^])*${mark}?`,
    String.raw`\\${mark}(?:[^\\${mark}]|\\\\\\${mark}|\\(?!${mark}))*(?:\\${mark})?`,
    String.raw`\\{2,7}${mark}[^${mark}]*${mark}?`,
  ])
  .join("|");
const LIST = String.raw`\[\s{0,9}(?:${QUOTED})(?:\s{0,9},\s{0,9}(?:${QUOTED}))*\s{0,9}\]?`;
/** A secret as it is written there: a list of texts, one in quotation marks, or up to what ends a parameter. */
const VALUE = String.raw`(?:${LIST}|${QUOTED}|[^\s&;,"']+)`;
const AFTER_NAME = new RegExp(`(${NAME}${SEPARATOR})${VALUE}`, "giu");
const AFTER_OPTION = /(--?(?:pass(?:word|wd)?|pwd|token)\s)\S+/giu;

/** The word of a scheme, `Bearer`, is kept. */
const AUTHORIZATION = new RegExp(
  String.raw`(authorization(?:${SEPARATOR}|${NEXT})\[?\s{0,3}\\{0,7}["']?\s{0,3}(?:[a-z][\w-]{0,20}\s{1,8})?)(?:[^\s"'\\\]]|\\{1,4}/)+`,
  "giu",
);
/** What follows the word in a sentence, `Bearer token missing`, or in a challenge, `Bearer realm="shop"`. */
const ORDINARY =
  /^(?:(?:tokens?|auth\w*|schemes?|headers?|credentials?|is|was|not|and|or|for|from|in|of|to|with|has|but|must|missing|required|invalid|expired)[.,:;!?)]*$|(?:realm|error\w*|scope|charset)=)/iu;
const BEARER = /(\bbearer\s{1,8})([^\s"'\\]+)/giu;
const BASIC = /(\bbasic\s{1,8})([a-z\d+/_-]{4,}={0,2})/giu;
/** Credentials in base64 look unlike a word. */
const ENCODED = /[a-z][A-Z]|\d[a-zA-Z]|=$/u;
const JWT = /(?<![\w-])eyJ[\w-]{8,2000}\.[\w-]{8,4000}(?:\.[\w-]{0,4000})?/gu;

/** A header has pairs, and goes on to the end of its line. */
const COOKIE_HEADER = new RegExp(
  String.raw`(cookie2?(?:${CLOSED}(?:=>|:)\s{0,3}|${NEXT}))(?:${LIST}|${QUOTED}|\[?[^\s=;,"'\\]{1,200}=[^"'\\\]\r\n]*)`,
  "giu",
);
const COOKIE_PARAMETER = new RegExp(
  String.raw`(cookie2?${CLOSED}:?=\s{0,3})${VALUE}(?:;\s{0,3}[^\s=;,"'\\]{1,200}=[^\s;,"'\\]*)*`,
  "giu",
);

/**
 * The same text without the passwords, tokens, cookies and private keys that connection strings, headers, parameters and
 * options carry: `postgres://shop:***@db/shop`. What is no such thing is not found: a program that prints its bare password
 * has told it.
 */
export function redactCredentials(text: string): string {
  return redactKeys(text)
    .replaceAll(/\S+/gu, withoutPassword)
    .replaceAll(COOKIE_HEADER, `$1${HIDDEN}`)
    .replaceAll(COOKIE_PARAMETER, `$1${HIDDEN}`)
    .replaceAll(AUTHORIZATION, `$1${HIDDEN}`)
    .replaceAll(BEARER, (all, scheme: string, word: string) => (ORDINARY.test(word) ? all : `${scheme}${HIDDEN}`))
    .replaceAll(BASIC, (all, scheme: string, word: string) => (ENCODED.test(word) ? `${scheme}${HIDDEN}` : all))
    .replaceAll(JWT, HIDDEN)
    .replaceAll(AFTER_OPTION, `$1${HIDDEN}`)
    .replaceAll(AFTER_NAME, `$1${HIDDEN}`);
}

/** `scheme://user:password@host`, and Go's `user:password@tcp(host)`. By its last `@`: a password may hold another, unescaped. */
function withoutPassword(word: string): string {
  const scheme = word.indexOf("://");
  const userAt = scheme === -1 ? 0 : scheme + "://".length;
  const end = scheme === -1 ? Math.max(word.lastIndexOf("@tcp("), word.lastIndexOf("@unix(")) : word.lastIndexOf("@");
  const colon = word.indexOf(":", userAt);
  return colon === -1 || end < colon ? word : `${word.slice(0, colon + 1)}${HIDDEN}${word.slice(end)}`;
}
