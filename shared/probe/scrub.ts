import { CUT_CHARACTER, patternsOf } from "./escapings.ts";
import type { Secret } from "./secret.ts";

const HIDDEN = "***";

/** What strikes secrets out of a text. */
export type Scrub = (text: string) => string;

/** Strikes nothing out. */
export const keepAll: Scrub = (text) => text;

/** A probe is asked many times: how its secrets may look is found out once. */
const known = new WeakMap<Secret<unknown>, Striker>();

/**
 * Strikes each secret out of a text, as it is and as it looks in a URL, a form, JSON, HTML, base64 and hexadecimal, escaped
 * several times over and in other letter case; also the beginning of one at the place where the text was cut.
 * {@link keepAll} where there are none.
 */
export function scrubber(secrets: readonly Secret<unknown>[]): Scrub {
  if (secrets.length === 0) return keepAll;
  const strikers = [...new Set(secrets)].map(strikerOf).toSorted((a, b) => b.longest - a.longest);
  return (text) => {
    let clean = text;
    for (const striker of strikers) clean = striker.strike(clean);
    return clean;
  };
}

function strikerOf(secret: Secret<unknown>): Striker {
  const striker = known.get(secret) ?? new Striker([...new Set(secret.texts())]);
  known.set(secret, striker);
  return striker;
}

/** A longer text is looked for in its usual forms alone: a pattern for each of its characters would be too large. */
const LONGEST_PATTERN = 4_096;

class Striker {
  readonly longest: number;
  readonly #texts: readonly string[];
  readonly #long: readonly string[];
  readonly #whole: readonly RegExp[];
  readonly #forms: readonly string[];
  #beginning: readonly RegExp[] | undefined;

  constructor(texts: readonly string[]) {
    const forms = byLength(new Set(texts.flatMap(formsOf)));
    const short = forms.filter(({ length }) => length <= LONGEST_PATTERN);
    this.longest = forms[0]?.length ?? 0;
    this.#texts = texts;
    this.#long = byLength(new Set(forms.filter(({ length }) => length > LONGEST_PATTERN).flatMap(longForms)));
    this.#whole = patternsFor(short, (patterns) => patterns.join(""));
    this.#forms = forms;
  }

  strike(text: string): string {
    let clean = text;
    for (const form of this.#long) clean = clean.replaceAll(form, HIDDEN);
    for (const pattern of this.#whole) clean = clean.replace(pattern, HIDDEN);
    if (this.longest === 0 || !(clean.includes("…") || clean.includes("..."))) return clean;
    this.#beginning ??= patternsFor(beginningsOf(this.#forms), beginningOf);
    for (const pattern of this.#beginning) clean = clean.replace(pattern, HIDDEN);
    return clean.replace(QUOTED_BY_V8, (quoted: string, part: string) => {
      return this.#texts.some((each) => each.includes(part)) ? `..."${HIDDEN}"` : quoted;
    });
  }
}

/** Texts are cut with an ellipsis, by V8 with three dots after the closing quotation mark. */
const CUT = "(?=[\"'`]?(?:…|\\.{3}))";
/** A shorter beginning of a secret, at the place where a text was cut, gives nothing away. */
const SHORTEST_BEGINNING = 4;
/** No text is shown up to a later place than that. */
const LONGEST_BEGINNING = 160;
/** The surroundings of what `JSON.parse` could not read. */
const QUOTED_BY_V8 = /\.\.\."(.{1,64}?)"(?=(?:\.\.\.)? is not valid JSON)/gsu;

/** Where letter case is of no matter, a short text is in too many others. */
const SHORTEST_IN_ANY_CASE = 6;

/** One pattern for the forms in their own letter case, and one for those in any. */
function patternsFor(forms: readonly string[], join: (patterns: readonly string[]) => string): readonly RegExp[] {
  const { exact = [], any = [] } = Object.groupBy(forms, ({ length }) =>
    length < SHORTEST_IN_ANY_CASE ? "exact" : "any",
  );
  return [any, exact].flatMap((each, index) => {
    const all = each.map((form) => join(patternsOf(form))).filter((pattern) => pattern !== "");
    return all.length === 0 ? [] : [new RegExp(all.join("|"), index === 0 ? "giu" : "gu")];
  });
}

/** Of a long one no more is needed than may be shown. */
function beginningsOf(forms: readonly string[]): readonly string[] {
  return forms.map((form) => form.slice(0, LONGEST_BEGINNING));
}

/** Nothing where it is too short to be recognised by its beginning. */
function beginningOf(patterns: readonly string[]): string {
  if (patterns.length <= SHORTEST_BEGINNING) return "";
  const first = patterns.slice(0, SHORTEST_BEGINNING).join("");
  const rest = patterns.slice(SHORTEST_BEGINNING);
  return `${first}${rest.map((each) => `(?:${each}`).join("")}${")?".repeat(rest.length)}${CUT_CHARACTER}${CUT}`;
}

function byLength(forms: ReadonlySet<string>): readonly string[] {
  return [...forms].toSorted((a, b) => b.length - a.length);
}

function formsOf(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  const base64 = bytes.toString("base64").replace(/=+$/u, "");
  return [text, base64, bytes.toString("base64url"), ...withinBase64(bytes), bytes.toString("hex")];
}

const SHORTEST_WITHIN_BASE64 = 6;

/**
 * What a longer text in base64 shows of `bytes` within it, as in the credentials of `Authorization: Basic`: it depends on
 * how many bytes come before, in threes. The characters at both ends, which show bits of their neighbours too, are left out.
 */
function withinBase64(bytes: Buffer): readonly string[] {
  const forms = [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes]);
    const [from, to] = [Math.ceil((before * 8) / 6), Math.floor((padded.length * 8) / 6)];
    return [padded.toString("base64").slice(from, to), padded.toString("base64url").slice(from, to)];
  });
  return forms.filter((form) => form.length >= SHORTEST_WITHIN_BASE64);
}

function longForms(text: string): readonly string[] {
  const url = encodeURIComponent(text);
  const json = JSON.stringify(text).slice(1, -1);
  return [text, url, new URLSearchParams({ "": text }).toString().slice(1), json, json.replaceAll("/", String.raw`\/`)];
}
