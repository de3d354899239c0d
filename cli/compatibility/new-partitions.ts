/** The tables that a migration makes of partitions, and how much of what is written to each its own partitions take. */
export class NewPartitions {
  readonly #shares = new Map<string, number>();

  /** Notes a table that holds no row itself. */
  split(table: string): void {
    this.#shares.set(table, 0);
  }

  /** @param share of all rows that the partition takes: 1 of a default one, 0 of one that takes some that nobody counts */
  add(table: string, share: number): void {
    const taken = this.#shares.get(table);
    if (taken !== undefined) this.#shares.set(table, taken + share);
  }

  isSplit(table: string): boolean {
    return this.#shares.has(table);
  }

  /** Whether there is a partition for each row. */
  isWhole(table: string): boolean {
    // Thirds add up to a little less than 1.
    return (this.#shares.get(table) ?? 1) > 0.999_999;
  }
}
