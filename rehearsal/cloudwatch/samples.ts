/** A value, and how often it was measured. */
export interface Sample {
  readonly value: number;
  readonly count: number;
}

/** The raw values of one metric in one stretch of time: CloudWatch needs them for percentiles. */
export class Samples {
  readonly #counts = new Map<number, number>();

  add(value: number, count = 1): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + count);
  }

  addAll(others: Samples): void {
    for (const [value, count] of others.#counts) this.add(value, count);
  }

  /** The smallest value first. */
  ascending(): readonly Sample[] {
    return [...this.#counts]
      .map(([value, count]) => ({ value, count }))
      .toSorted((left, right) => left.value - right.value);
  }
}
