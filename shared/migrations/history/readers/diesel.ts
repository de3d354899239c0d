import { defineReader } from "../history-reader.ts";
import { placeByKey } from "../place-by-key.ts";

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
  placeBeside: ({ migrations }) => placeByKey(migrations, (id) => id),
});
