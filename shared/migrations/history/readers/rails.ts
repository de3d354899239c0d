import { crc32 } from "node:zlib";
import { appliedEntries } from "../applied-entries.ts";
import { firstNumber } from "../first-number.ts";
import { defineReader } from "../history-reader.ts";
import { placeByKey } from "../place-by-key.ts";

/** Rails' MIGRATOR_SALT (activerecord 6.1.7.10, migration.rb), the CRC-32 of "googol". */
const SALT = 2053462845n;

const lockId = (database: string) => SALT * BigInt(crc32(database));

/** Rails, ActiveRecord 5.2 and later: `schema_migrations`, the name of four other tools' tables; dbmate's is the same. No time. */
export const rails = defineReader({
  tool: "rails",
  engines: ["postgres", "mysql"],
  table: { name: "schema_migrations" },
  history: {
    columns: { version: "text" },
    without: ["dirty", "inserted_at", "filename"],
    orderBy: ["version"],
  },
  namedLock: { postgres: ({ database }) => lockId(database), mysql: ({ database }) => String(lockId(database)) },
  marksFailures: false,
  outOfOrder: "applies",
  read: ({ history }) => ({
    // Versions are compared as numbers: a table may have 001, of an old Rails, for what is 1 now.
    entries: appliedEntries(
      history.map(({ version }) => ({ id: /^\d+$/.test(version) ? String(BigInt(version)) : version })),
    ),
  }),
  placeBeside: ({ migrations }) => placeByKey(migrations, firstNumber),
});
