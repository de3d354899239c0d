import { wholeNumber } from "../first-number.ts";
import { defineReader } from "../history-reader.ts";
import { placeByKey } from "../place-by-key.ts";

/** refinery: `refinery_schema_history`. */
export const refinery = defineReader({
  tool: "refinery",
  engines: ["postgres", "mysql"],
  table: { name: "refinery_schema_history" },
  history: {
    // applied_on is text, in RFC 3339.
    columns: { version: "integer", name: "text?", applied_on: "time?", checksum: "text?" },
    orderBy: ["version"],
  },
  marksFailures: false,
  outOfOrder: "refuses",
  read: ({ history }) => ({
    entries: history.map(({ version, applied_on: at, checksum }) => ({
      id: version.toString(),
      state: "applied",
      ...(checksum && { checksum }),
      ...(at && { at }),
    })),
  }),
  placeBeside: ({ migrations }) => placeByKey(migrations, wholeNumber),
});
