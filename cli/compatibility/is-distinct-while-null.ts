import type { Made } from "./made.ts";

/**
 * Whether a unique key refuses nothing of blue's, which leaves a column of it null; and notes what it refuses once blue is
 * given a value for that column.
 */
export function isDistinctWhileNull(columns: readonly string[], table: string, made: Made): boolean {
  const isLeftNull = (column: string): boolean => made.columns.isLeftNull(table, column);
  if (!columns.some(isLeftNull)) return false;
  for (const column of columns) {
    made.columns.restrict(
      table,
      column,
      ({ isDistinct }) => isDistinct || columns.some((each) => each !== column && isLeftNull(each)),
    );
  }
  return true;
}
