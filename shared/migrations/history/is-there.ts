import type { HistoryEntry } from "./history.ts";

/** Whether the database has what the migration does: by running it, or from before the tool came to it. */
export function isThere({ state }: Pick<HistoryEntry, "state">): boolean {
  return state === "applied" || state === "baseline";
}
