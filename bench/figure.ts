/** One figure of a benchmark. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** `ms`, `µs`, `MB`, `kB`, `1` for a ratio, `probes/s`. */
  readonly unit: string;
  /** What is aimed at, in words: `at most 1.25`; null where it is shown for comparison alone. */
  readonly goal: string | null;
  /** Null where there is no goal. */
  readonly met: boolean | null;
}

/** What a benchmark measured. */
export interface Report {
  readonly bench: string;
  readonly figures: readonly Figure[];
}

/** A figure without a goal: what the others are compared with. */
export function shown(name: string, value: number, unit: string): Figure {
  return { name, value, unit, goal: null, met: null };
}

/** A figure that should not exceed `limit`. */
export function atMost(limit: number, name: string, value: number, unit: string): Figure {
  return { name, value, unit, goal: `at most ${limit}`, met: value <= limit };
}

/** A figure that should be less than that of another. */
export function below(other: Figure, name: string, value: number, unit: string): Figure {
  return { name, value, unit, goal: `below ${other.name}`, met: value < other.value };
}

/** The middle one of several measurements. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
