import { crc32 } from "node:zlib";
import { compareVersionNumbers } from "../compare-version-numbers.ts";
import { wholeNumber } from "../first-number.ts";
import { defineReader } from "../history-reader.ts";
import type { HistoryEntry } from "../history.ts";
import { placeByKey } from "../place-by-key.ts";

/** `GenerateAdvisoryLockId` of golang-migrate/migrate@16d63e3a, database/util.go. */
const lockId = (text: string): bigint => (BigInt(crc32(text)) * 1_486_364_155n) & 0xffff_ffffn;

/** golang-migrate 4: `schema_migrations`, whose one row is the version that the database is at. */
export const golangMigrate = defineReader({
  tool: "golang-migrate",
  engines: ["postgres", "mysql"],
  table: { name: "schema_migrations" },
  history: { columns: { version: "integer", dirty: "boolean" }, orderBy: ["version"] },
  namedLock: {
    // The driver takes the database's name from the path of its URL, with the slash: golang-migrate/migrate@0165cfcf, postgres.go.
    postgres: ({ database, schema, table }) => lockId(`/${database}\0${schema}\0${table}`),
    mysql: ({ database, table }) => lockId(`${database}:${table}`).toString(),
  },
  marksFailures: true,
  outOfOrder: "skips",
  read({ history }, { migrations }) {
    const row = history.at(-1);
    if (row === undefined) return { entries: [] };
    const current = row.version.toString();
    const entries: HistoryEntry[] = migrations
      .filter(({ id }) => compareVersionNumbers(id, current) < 0)
      .map(({ id }) => ({ id, state: "applied" }));
    // The mark is made before the migration runs, and taken away after it: who still runs it holds the lock.
    entries.push(
      row.dirty
        ? { id: current, state: "failed", detail: "dirty is true: it failed, or is still running" }
        : { id: current, state: "applied" },
    );
    return { entries };
  },
  placeBeside: ({ migrations }) => placeByKey(migrations, wholeNumber),
});
