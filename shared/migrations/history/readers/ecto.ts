import { wholeNumber } from "../first-number.ts";
import { defineReader } from "../history-reader.ts";
import { placeByKey } from "../place-by-key.ts";

/** Ecto 3: `schema_migrations`. While it runs, it holds a lock of the table itself, which needs no name. */
export const ecto = defineReader({
  tool: "ecto",
  engines: ["postgres", "mysql"],
  table: { name: "schema_migrations" },
  history: {
    // A dump of the structure loads versions without their times.
    columns: { version: "integer", inserted_at: "time?" },
    without: ["dirty"],
    orderBy: ["version"],
  },
  marksFailures: false,
  outOfOrder: "applies",
  read: ({ history }) => ({
    entries: history.map(({ version, inserted_at: at }) => ({
      id: version.toString(),
      state: "applied",
      ...(at && { at }),
    })),
  }),
  placeBeside: ({ migrations }) => placeByKey(migrations, wholeNumber),
});
