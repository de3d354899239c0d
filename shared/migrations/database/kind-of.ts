import type { ColumnType, ColumnValues } from "../history/column.ts";

/** What a column holds where it is not NULL. */
export function kindOf(type: ColumnType): keyof ColumnValues {
  // What is left of a type without its mark is a kind.
  return type.replace("?", "") as keyof ColumnValues;
}
