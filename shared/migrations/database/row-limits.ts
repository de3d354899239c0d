/** How much of a table is read. */
export interface RowLimits {
  readonly rows: number;
  /** Of all values together. */
  readonly characters: number;
}

/** More than any history of migrations has. */
export const DEFAULT_ROW_LIMITS: RowLimits = { rows: 100_000, characters: 32 * 1024 * 1024 };
