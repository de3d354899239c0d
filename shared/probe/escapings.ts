/**
 * A pattern for each character of `text`, in every way in which a peer may write it back: as it is, and as URLs, forms, JSON,
 * HTML and source code have it, also several times over. A run of backslashes is one, since each may stand there doubled.
 */
export function patternsOf(text: string): readonly string[] {
  return (text.match(/\\+|[^\\]/gsu) ?? []).map(patternFor);
}

/** What may stand where a text was cut in the middle of such a character. */
export const CUT_CHARACTER = String.raw`(?:%[\dA-Fa-f]{0,7}|\\{1,8}(?:u[\dA-Fa-f]{0,3}|x[\dA-Fa-f]?)?|&(?:amp;)*#?\w{0,6})?`;

/** No encoder touches these. */
const PLAIN = /^[\dA-Za-z]$/u;
const ENTITIES: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" };
const SHORT: Readonly<Record<string, string>> = { "\n": "n", "\r": "r", "\t": "t", "\b": "b", "\f": "f" };

/** Bounded, so that no text makes a pattern slow. */
const SLASHES = String.raw`\\{1,8}`;
const PERCENT = "%(?:25){0,3}";
const AMPERSAND = "&(?:amp;){0,2}";

function patternFor(character: string): string {
  if (PLAIN.test(character)) return character;
  if (!character.startsWith("\\")) return `(?:${encodings(character).join("|")})`;
  const { length } = character;
  const slashes = `\\\\{${length},${8 * length}}`;
  return `(?:${slashes}|(?:${encodings("\\").slice(1).join("|")}){${length}})`;
}

function encodings(character: string): readonly string[] {
  const code = character.codePointAt(0) ?? 0;
  const octets = Array.from(Buffer.from(character), hex);
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  const entity = ENTITIES[character];
  const short = SHORT[character];
  return [
    // PHP escapes slashes, and whoever quotes may escape anything.
    String.raw`\\{0,8}` + literal(code),
    octets.map((octet) => PERCENT + octet).join(""),
    units.map((unit) => `${SLASHES}u${inAnyCase(unit.toString(16).padStart(4, "0"))}`).join(""),
    String.raw`${SLASHES}u\{0*${inAnyCase(code.toString(16))}\}`,
    octets.map((octet) => `${SLASHES}x${octet}`).join(""),
    ...(code < 256 ? [`${SLASHES}x${hex(code)}`] : []),
    `${AMPERSAND}#(?:0*${code}|x0*${inAnyCase(code.toString(16))});`,
    ...(entity === undefined ? [] : [`${AMPERSAND}${entity};`]),
    ...(short === undefined ? [] : [SLASHES + short]),
    ...(character === " " ? [literal(0x2b), `${PERCENT}2b`] : []),
  ];
}

function hex(octet: number): string {
  return inAnyCase(octet.toString(16).padStart(2, "0"));
}

/** Not by a flag: a short text is looked for in its own letter case, but may be encoded in any. */
function inAnyCase(digits: string): string {
  return digits.replaceAll(/[a-f]/gu, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function literal(code: number): string {
  return `\\u{${code.toString(16)}}`;
}
