import { appliedEntries } from "../applied-entries.ts";
import { firstNumber } from "../first-number.ts";
import { defineReader } from "../history-reader.ts";
import { placeByKey } from "../place-by-key.ts";

/** node-pg-migrate 9: `pgmigrations`, in PostgreSQL alone. `checkOrder`, which is on unless it is turned off, refuses. */
export const nodePgMigrate = defineReader({
  tool: "node-pg-migrate",
  engines: ["postgres"],
  table: { name: "pgmigrations" },
  history: { columns: { id: "integer", name: "text", run_on: "time" }, orderBy: ["run_on", "id"] },
  // PG_MIGRATE_LOCK_ID of its runner.ts.
  namedLock: { postgres: () => 7241865325823964n },
  marksFailures: false,
  outOfOrder: "refuses",
  read: ({ history }) => ({
    entries: appliedEntries(history.map(({ name, run_on: at }) => ({ id: name, at }))),
  }),
  placeBeside: ({ migrations }) => placeByKey(migrations, numberOf),
});

/** As its own `getNumericPrefix`: a prefix of 17 digits is a time in UTC, any other a number. */
function numberOf(id: string): bigint | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{3})(?!\d)/.exec(id)?.slice(1);
  if (parts === undefined) return /^\d/.test(id) ? firstNumber(id) : undefined;
  const [year, month, day, hour, minute, second, fraction] = parts;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction}Z`);
  return Number.isNaN(time) ? undefined : BigInt(time);
}
