/** Something that comes after others. */
export interface Follower {
  readonly id: string;
  /** What it comes after; ids that are not among the others are passed over. */
  readonly after: readonly string[];
}

/**
 * Orders so that each comes after what it follows, and otherwise as it was.
 *
 * @returns `cyclic` are those that follow themselves, or one that does; they are not among the ordered
 */
export function orderByParents<F extends Follower>(
  followers: readonly F[],
): { readonly ordered: readonly F[]; readonly cyclic: readonly F[] } {
  const ids = new Set(followers.map(({ id }) => id));
  const waiting = new Map(followers.map(({ id, after }) => [id, new Set(after.filter((each) => ids.has(each)))]));
  const followed = new Map<string, F[]>();
  for (const follower of followers) {
    for (const id of waiting.get(follower.id) ?? []) followed.set(id, [...(followed.get(id) ?? []), follower]);
  }
  const place = new Map(followers.map((follower, index) => [follower, index]));
  const byPlace = (one: F, other: F) => (place.get(one) ?? 0) - (place.get(other) ?? 0);
  const ready = followers.filter(({ id }) => waiting.get(id)?.size === 0);
  const ordered: F[] = [];
  for (let next = ready.shift(); next !== undefined; next = ready.shift()) {
    ordered.push(next);
    for (const follower of followed.get(next.id) ?? []) {
      const left = waiting.get(follower.id);
      left?.delete(next.id);
      if (left?.size === 0) ready.push(follower);
    }
    ready.sort(byPlace);
  }
  const done = new Set(ordered);
  return { ordered, cyclic: followers.filter((follower) => !done.has(follower)) };
}
