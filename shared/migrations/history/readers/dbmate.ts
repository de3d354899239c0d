import { appliedEntries } from "../applied-entries.ts";
import { firstNumber } from "../first-number.ts";
import { defineReader } from "../history-reader.ts";
import { placeByKey } from "../place-by-key.ts";

/** dbmate 2: `schema_migrations`, the name of four other tools' tables; Rails' is the same to the last column. No time. */
export const dbmate = defineReader({
  tool: "dbmate",
  engines: ["postgres", "mysql"],
  table: { name: "schema_migrations" },
  history: {
    columns: { version: "text" },
    without: ["dirty", "inserted_at", "filename"],
    orderBy: ["version"],
  },
  marksFailures: false,
  outOfOrder: "applies",
  read: ({ history }) => ({ entries: appliedEntries(history.map(({ version }) => ({ id: version }))) }),
  placeBeside: ({ migrations }) => placeByKey(migrations, firstNumber),
});
