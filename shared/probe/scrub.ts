import { printable } from "./printable.ts";
import type { Secret } from "./secret.ts";

const HIDDEN = "***";
/** A shorter beginning of a secret, at the place where a text was cut, gives nothing away. */
const SHORTEST_BEGINNING = 4;
/** As {@link printable} writes it. */
const CUT = "…";

/** What strikes secrets out of a text. */
export type Scrub = (text: string) => string;

/** Strikes nothing out. */
export const keepAll: Scrub = (text) => text;

/** A probe is asked many times: how its secrets may look is found out once. */
const known = new WeakMap<Secret<unknown>, readonly string[]>();

/**
 * Strikes each secret out of a text, as it is and as it looks in a URL, in JSON, in base64 and escaped; also the beginning
 * of one at the place where the text was cut. {@link keepAll} where there are none.
 */
export function scrubber(secrets: readonly Secret<unknown>[]): Scrub {
  if (secrets.length === 0) return keepAll;
  const forms = [...new Set(secrets.flatMap(allForms))].toSorted((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const form of forms) clean = strikeCut(clean.replaceAll(form, HIDDEN), form);
    return clean;
  };
}

function allForms(secret: Secret<unknown>): readonly string[] {
  const found = known.get(secret) ?? [...new Set(secret.texts().flatMap(formsOf))].filter((form) => form !== "");
  known.set(secret, found);
  return found;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
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

function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const url = encodeURIComponent(value);
  const base64 = bytes.toString("base64");
  return [
    value,
    printable(value),
    url,
    url.replaceAll("%20", "+"),
    JSON.stringify(value).slice(1, -1),
    base64,
    base64.replace(/=+$/u, ""),
    bytes.toString("base64url"),
    ...withinBase64(bytes),
    bytes.toString("hex"),
    bytes.toString("hex").toUpperCase(),
    url.replaceAll(/%../gu, (octet) => octet.toLowerCase()),
    value.replaceAll(/[&<>"']/gu, (character) => `&#${character.charCodeAt(0)};`),
    value.replaceAll(/[&<>"]/gu, (character) => ENTITIES[character] ?? character),
  ];
}

/** Texts of peers are cut with an ellipsis: what stands before it may be the beginning of a secret. */
function strikeCut(text: string, form: string): string {
  let clean = text;
  for (let at = clean.lastIndexOf(CUT); at > 0; at = clean.lastIndexOf(CUT, at - 1)) {
    const kept = clean.slice(0, at);
    for (let length = Math.min(form.length - 1, at); length >= SHORTEST_BEGINNING; length -= 1) {
      if (!kept.endsWith(form.slice(0, length))) continue;
      clean = `${kept.slice(0, -length)}${HIDDEN}${clean.slice(at)}`;
      break;
    }
  }
  return clean;
}
