import { wholeNumber } from "../first-number.ts";
import { defineReader } from "../history-reader.ts";
import type { HistoryEntry } from "../history.ts";
import { placeByKey } from "../place-by-key.ts";

/** The ECMA crc64 of `goose`: pressly/goose@b0dafac1, lock/session_locker_options.go. */
const SESSION_LOCK = 5_887_940_537_704_921_958n;

/** goose 3: `goose_db_version`, where the last row of a version counts. */
export const goose = defineReader({
  tool: "goose",
  engines: ["postgres", "mysql"],
  table: { name: "goose_db_version" },
  history: {
    columns: { id: "integer", version_id: "integer", is_applied: "boolean", tstamp: "time?" },
    orderBy: ["id"],
  },
  namedLock: { postgres: () => SESSION_LOCK },
  marksFailures: false,
  outOfOrder: "refuses",
  read({ history }) {
    const entries = new Map<string, HistoryEntry>();
    for (const { version_id: version, is_applied: isApplied, tstamp: at } of history) {
      // The row that goose makes with the table.
      if (version === 0n) continue;
      const id = version.toString();
      entries.set(id, { id, state: isApplied ? "applied" : "rolled-back", ...(at && { at }) });
    }
    return { entries: [...entries.values()] };
  },
  placeBeside: ({ migrations }) => placeByKey(migrations, wholeNumber),
});
