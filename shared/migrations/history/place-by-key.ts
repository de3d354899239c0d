import type { Place, PlaceOf } from "./place.ts";

type Key = string | number | bigint;
type Compare<K> = (one: K, other: K) => number;

const compareKeys = <K extends Key>(one: K, other: K): number => (one < other ? -1 : one > other ? 1 : 0);

/**
 * Places keys beside the first and the last of those that are known, which are found once. Beside one that is undefined,
 * nothing can be placed.
 */
export function placeBeside<K extends Key>(
  known: readonly (K | undefined)[],
  compare: Compare<K> = compareKeys,
): (key: K | undefined) => Place {
  let [first, last]: [K | undefined, K | undefined] = [undefined, undefined];
  for (const key of known) {
    if (key === undefined) return () => undefined;
    if (first === undefined || compare(key, first) < 0) first = key;
    if (last === undefined || compare(key, last) > 0) last = key;
  }
  return (key) => {
    if (key === undefined) return undefined;
    if (last === undefined || compare(key, last) > 0) return "after";
    return first !== undefined && compare(key, first) < 0 ? "before" : undefined;
  };
}

/**
 * Places ids by what orders them.
 * @param keyOf undefined where an id does not say where it stands
 */
export function placeByKey<K extends Key>(
  migrations: readonly { readonly id: string }[],
  keyOf: (id: string) => K | undefined,
  compare?: Compare<K>,
): PlaceOf {
  const place = placeBeside(
    migrations.map(({ id }) => keyOf(id)),
    compare,
  );
  return (id) => place(keyOf(id));
}
