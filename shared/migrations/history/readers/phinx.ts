import { wholeNumber } from "../first-number.ts";
import { defineReader } from "../history-reader.ts";
import { placeByKey } from "../place-by-key.ts";

/** Phinx: `phinxlog`, to which it writes a migration when it has ended. */
export const phinx = defineReader({
  tool: "phinx",
  engines: ["postgres", "mysql"],
  table: { name: "phinxlog" },
  history: { columns: { version: "integer", start_time: "time?", end_time: "time?" }, orderBy: ["version"] },
  marksFailures: false,
  outOfOrder: "applies",
  read: ({ history }) => ({
    entries: history.map(({ version, end_time: at }) => ({
      id: version.toString(),
      state: "applied",
      ...(at && { at }),
    })),
  }),
  placeBeside: ({ migrations }) => placeByKey(migrations, wholeNumber),
});
