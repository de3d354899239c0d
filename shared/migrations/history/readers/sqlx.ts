import { crc32 } from "node:zlib";
import { wholeNumber } from "../first-number.ts";
import { defineReader } from "../history-reader.ts";
import { placeByKey } from "../place-by-key.ts";

/** `generate_lock_id` of launchbadge/sqlx@12e38925, sqlx-postgres/src/migrate.rs. */
const lockId = (database: string): bigint => 0x3d32_ad9en * BigInt(crc32(database));

/**
 * sqlx: `_sqlx_migrations`. On MySQL a migration is written as unsuccessful, with the time -1, before it runs; on PostgreSQL,
 * it is in the migration's own transaction.
 */
export const sqlx = defineReader({
  tool: "sqlx",
  engines: ["postgres", "mysql"],
  table: { name: "_sqlx_migrations" },
  history: {
    columns: {
      version: "integer",
      installed_on: "time?",
      success: "boolean",
      checksum: "bytes",
      execution_time: "integer",
    },
    orderBy: ["version"],
  },
  namedLock: {
    postgres: ({ database }) => lockId(database),
    mysql: ({ database }) => lockId(database).toString(16),
  },
  marksFailures: true,
  outOfOrder: "applies",
  read: ({ history }) => ({
    entries: history.map(({ version, installed_on: at, success, checksum, execution_time: time }) => ({
      id: version.toString(),
      // One that had ended before is being, or failed to be, reverted.
      state: success ? "applied" : time === -1n ? "running" : "failed",
      checksum,
      ...(at && { at }),
    })),
  }),
  placeBeside: ({ migrations }) => placeByKey(migrations, wholeNumber),
});
