import { appliedEntries } from "../applied-entries.ts";
import { defineReader } from "../history-reader.ts";
import { placeByDigits } from "../place-by-digits.ts";

/**
 * Kysely 0.28 and 0.29: `kysely_migration`. It refuses what comes before an applied migration, unless
 * `allowUnorderedMigrations` is set. Its `kysely_migration_lock` is never 1: the lock is the adapter's.
 */
export const kysely = defineReader({
  tool: "kysely",
  engines: ["postgres", "mysql"],
  table: { name: "kysely_migration" },
  history: { columns: { name: "text", timestamp: "text" }, orderBy: ["timestamp", "name"] },
  // LOCK_ID of its postgres-adapter.ts and its mysql-adapter.ts.
  namedLock: { postgres: () => 3853314791062309107n, mysql: () => "ea586330-2c93-47c8-908d-981d9d270f9d" },
  marksFailures: false,
  outOfOrder: "refuses",
  read: ({ history }) => ({
    entries: appliedEntries(history.map(({ name, timestamp }) => ({ id: name, at: readTime(timestamp) }))),
  }),
  placeBeside: ({ migrations }) => placeByDigits(migrations),
});

function readTime(text: string): Date | null {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? null : time;
}
