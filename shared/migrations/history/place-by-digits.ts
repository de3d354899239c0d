import type { Place, PlaceOf } from "./place.ts";

/**
 * The first digits of an id, and those that follow them behind a mark, as in a date: `2026-01-01_a`, `20260101_1_a`,
 * `2026.01.01T10.00.00.a`. Digits that begin a word, `2fa`, are the name's.
 */
const DIGITS = /^\D*(\d+(?:[-_.:T]\d+(?!\d|(?!T\d)\p{L}))*)/u;

const readGroups = (id: string): readonly string[] => DIGITS.exec(id)?.[1]?.split(/\D/) ?? [];

/**
 * Places ids by the digits that they begin with, and those with the same digits by their text, as tools do that sort by name.
 * Digits of different lengths are of different kinds, a counter's and a clock's: between them it cannot be told.
 */
export function placeByDigits(migrations: readonly { readonly id: string }[]): PlaceOf {
  const ids = migrations.map(({ id }) => id);
  const known = ids.map(readGroups);
  const shape = known.reduce((shared, groups) => sharedShape(shared, groups), known[0] ?? []);
  const [firstKey, lastKey] = extremes(known.map((groups) => groups.slice(0, shape.length).join("")));
  const [firstId, lastId] = extremes(ids);
  return (id): Place => {
    const groups = readGroups(id);
    if (ids.length === 0) return groups.length === 0 ? undefined : "after";
    const key = sharedShape(groups, shape).join("");
    if (key === "") return undefined;
    // Keys of one shape are of one length: those of more groups are compared by their beginning.
    const [first, last] = [firstKey.slice(0, key.length), lastKey.slice(0, key.length)];
    if (key > last || (key === last && id > lastId)) return "after";
    return key < first || (key === first && id < firstId) ? "before" : undefined;
  };
}

/** Those of the groups, from the first on, that are as long as the other's. */
function sharedShape(groups: readonly string[], other: readonly string[]): readonly string[] {
  const end = groups.findIndex((group, index) => group.length !== other[index]?.length);
  return end === -1 ? groups : groups.slice(0, end);
}

function extremes(texts: readonly string[]): readonly [string, string] {
  const [one = ""] = texts;
  let [first, last] = [one, one];
  for (const text of texts) {
    if (text < first) first = text;
    if (text > last) last = text;
  }
  return [first, last];
}
