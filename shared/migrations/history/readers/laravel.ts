import { appliedEntries } from "../applied-entries.ts";
import { defineReader } from "../history-reader.ts";
import { placeByKey } from "../place-by-key.ts";

const DATED = /^\d{4}_\d{2}_\d{2}_\d{6}_/;

/** Laravel: `migrations`, a name for TypeORM's and db-migrate's tables too. It keeps no time. */
export const laravel = defineReader({
  tool: "laravel",
  engines: ["postgres", "mysql"],
  table: { name: "migrations" },
  history: {
    columns: { id: "integer", migration: "text", batch: "integer" },
    without: ["run_on", "timestamp"],
    orderBy: ["id"],
  },
  marksFailures: false,
  outOfOrder: "applies",
  read: ({ history }) => ({ entries: appliedEntries(history.map(({ migration }) => ({ id: migration }))) }),
  // It runs them in the order of their names.
  placeBeside: ({ migrations }) => placeByKey(migrations, (name) => (DATED.test(name) ? name : undefined)),
});
