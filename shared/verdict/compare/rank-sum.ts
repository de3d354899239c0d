/**
 * Wilcoxon's rank-sum test, exact and of one side: the chance that so many of the pairs (one of either sample) or more have
 * the first greater, if both samples come from one distribution in any order (Mann and Whitney, 1947). No distribution
 * is assumed; that minutes are exchangeable is. Ties count for neither.
 * @returns 1 where one of the samples is empty
 */
export function chanceOfRanks(greater: readonly number[], others: readonly number[]): number {
  const wins = greater.reduce((sum, one) => sum + others.filter((other) => one > other).length, 0);
  return chanceOfWins(wins, greater.length, others.length);
}

/**
 * The same, with ties counted as half a win: what is not rarely 0 in both samples is then in the middle, and what is equal in
 * one is not passed over. Ties make the ranks vary less than is reckoned with: it errs to the side of what is no greater.
 */
export function chanceOfRanksWithTies(greater: readonly number[], others: readonly number[]): number {
  const wins = greater.reduce((sum, one) => {
    return sum + others.reduce((of, other) => of + (one > other ? 1 : one === other ? 0.5 : 0), 0);
  }, 0);
  return chanceOfWins(Math.ceil(wins), greater.length, others.length);
}

/** The chance of `wins` or more among `one * other` pairs. */
function chanceOfWins(wins: number, one: number, other: number): number {
  if (one * other === 0 || wins <= 0) return 1;
  // From the smaller end, so that nothing is lost to rounding.
  return distributionOf(one, other)
    .slice(wins)
    .reduceRight((sum, chance) => sum + chance, 0);
}

const MOST_CACHED = 100;
const cache = new Map<string, readonly number[]>();

/** The chance of each number of wins, from 0 to `one * other`: it depends on nothing but the sizes. */
function distributionOf(one: number, other: number): readonly number[] {
  const key = `${one},${other}`;
  const known = cache.get(key);
  if (known) return known;
  // By size of the first sample, with so many of the second as are counted so far.
  let chances: readonly (readonly number[])[] = Array.from({ length: one + 1 }, () => [1]);
  for (let others = 1; others <= other; others += 1) {
    const next: (readonly number[])[] = [[1]];
    for (let size = 1; size <= one; size += 1) {
      // The greatest of all is one of the first sample, and greater than all others; or it is not.
      const withIt = next[size - 1] ?? [];
      const without = chances[size] ?? [];
      const share = size / (size + others);
      next.push(
        Array.from({ length: size * others + 1 }, (_, wins) => {
          return share * (withIt[wins - others] ?? 0) + (1 - share) * (without[wins] ?? 0);
        }),
      );
    }
    chances = next;
  }
  const made = chances[one] ?? [];
  if (cache.size >= MOST_CACHED) cache.clear();
  cache.set(key, made);
  return made;
}
