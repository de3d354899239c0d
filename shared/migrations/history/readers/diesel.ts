import { compareText } from "../compare-text.ts";
import { defineReader } from "../history-reader.ts";
import { isAboveAll } from "../is-above-all.ts";

/** Diesel: `__diesel_schema_migrations`. */
export const diesel = defineReader({
  tool: "diesel",
  engines: ["postgres", "mysql"],
  table: { name: "__diesel_schema_migrations" },
  history: { columns: { version: "text", run_on: "time?" }, orderBy: ["version"] },
  marksFailures: false,
  outOfOrder: "applies",
  read: ({ history }) => ({
    entries: history.map(({ version: id, run_on: at }) => ({ id, state: "applied", ...(at && { at }) })),
  }),
  isNewer: (id, _at, expected) => isAboveAll(id, expected, compareText),
});
