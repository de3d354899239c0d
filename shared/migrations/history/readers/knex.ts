import { appliedEntries } from "../applied-entries.ts";
import { defineReader } from "../history-reader.ts";
import { placeByDigits } from "../place-by-digits.ts";
import { matchScripts } from "../match-script.ts";

/** Knex 3: `knex_migrations` and `knex_migrations_lock`. A run that was killed leaves the lock, where it had no transaction. */
export const knex = defineReader({
  tool: "knex",
  engines: ["postgres", "mysql"],
  table: { name: "knex_migrations" },
  history: {
    columns: { id: "integer", name: "text", batch: "integer", migration_time: "time?" },
    orderBy: ["id"],
  },
  companions: {
    lock: { name: (history) => `${history}_lock`, columns: { is_locked: "integer?" }, orderBy: [] },
  },
  marksFailures: false,
  outOfOrder: "applies",
  read({ history, companions }, expected) {
    const match = matchScripts(expected);
    const isLocked = companions.lock?.some(({ is_locked: held }) => held !== null && held !== 0n) ?? false;
    return {
      entries: appliedEntries(history.map(({ name, migration_time: at }) => ({ id: match(name), at }))),
      ...(isLocked && { lock: { seen: "is_locked is 1 in knex_migrations_lock" } }),
    };
  },
  placeBeside: ({ migrations }) => placeByDigits(migrations),
});
