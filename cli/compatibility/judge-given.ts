import { breaksBlue, cannotTell, type Harm } from "./harm.ts";
import type { Made } from "./made.ts";
import type { Given } from "./new-columns.ts";

/** What a new column's default meets that was put on the column while blue left it null. */
export function judgeGiven(given: Given, column: string, table: string, made: Made): readonly Harm[] {
  const met = new Set(made.columns.conditionsOf(table, column).map((accepts) => accepts(given)));
  if (met.has(false)) {
    const why = `blue's INSERTs fail: what lies on the column "${column}" refuses the default that each of them takes`;
    return [breaksBlue("writes", why, { table })];
  }
  if (!met.has(undefined)) return [];
  return [cannotTell(`whether what lies on "${column}" takes the default is not known`, { table })];
}
