import { appliedEntries } from "../applied-entries.ts";
import { defineReader } from "../history-reader.ts";
import { placeByKey } from "../place-by-key.ts";

/** TypeORM 1: `migrations`, a name for Laravel's and db-migrate's tables too. It keeps no time: `timestamp` is the name's. */
export const typeorm = defineReader({
  tool: "typeorm",
  engines: ["postgres", "mysql"],
  table: { name: "migrations" },
  history: {
    columns: { id: "integer", timestamp: "integer", name: "text" },
    without: ["batch", "run_on"],
    orderBy: ["id"],
  },
  marksFailures: false,
  outOfOrder: "applies",
  read: ({ history }) => ({ entries: appliedEntries(history.map(({ name }) => ({ id: name }))) }),
  // The tool's own order is that of the time in milliseconds that ends a name.
  placeBeside: ({ migrations }) => placeByKey(migrations, (name) => /\d{13}$/.exec(name)?.[0]),
});
