import type { HistoryEntry } from "./history.ts";

interface AppliedRow {
  readonly id: string;
  readonly checksum?: string;
  readonly at?: Date | null;
}

/** A row for each migration that is applied, as entries; of two rows for one migration, the older. */
export function appliedEntries(rows: readonly AppliedRow[]): HistoryEntry[] {
  const entries = new Map<string, HistoryEntry>();
  for (const { id, checksum, at } of rows) {
    if (entries.has(id)) continue;
    entries.set(id, { id, state: "applied", ...(checksum !== undefined && { checksum }), ...(at && { at }) });
  }
  return [...entries.values()];
}
