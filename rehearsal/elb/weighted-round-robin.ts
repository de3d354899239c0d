/**
 * Smooth weighted round robin: deterministic, exact over every cycle of the weights, and without bursts (5:1:1 gives
 * a a b a c a a, not a a a a a b c). Entries of weight 0 are never chosen.
 */
export class WeightedRoundRobin<Entry extends { readonly weight: number }> {
  readonly #standings: { readonly entry: Entry; credit: number }[];

  constructor(entries: readonly Entry[]) {
    this.#standings = entries.filter(({ weight }) => weight > 0).map((entry) => ({ entry, credit: 0 }));
  }

  /** The next entry; undefined when no entry has weight. */
  next(): Entry | undefined {
    const [first, ...rest] = this.#standings;
    if (first === undefined) {
      return undefined;
    }
    let total = 0;
    for (const standing of this.#standings) {
      standing.credit += standing.entry.weight;
      total += standing.entry.weight;
    }
    let chosen = first;
    for (const standing of rest) {
      if (standing.credit > chosen.credit) {
        chosen = standing;
      }
    }
    chosen.credit -= total;
    return chosen.entry;
  }
}
