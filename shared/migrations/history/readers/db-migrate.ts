import { appliedEntries } from "../applied-entries.ts";
import { defineReader } from "../history-reader.ts";
import { placeByDigits } from "../place-by-digits.ts";

/**
 * db-migrate 0.11: `migrations`, a name for Laravel's and TypeORM's tables too. A name is recorded behind its scope and a
 * slash; the scope of a project that has none is empty. The rows of other scopes are other projects'.
 */
export const dbMigrate = defineReader({
  tool: "db-migrate",
  engines: ["postgres", "mysql"],
  table: { name: "migrations" },
  history: {
    columns: { id: "integer", name: "text", run_on: "time" },
    without: ["batch", "timestamp"],
    orderBy: ["run_on", "id"],
  },
  marksFailures: false,
  outOfOrder: "applies",
  read: ({ history }) => ({
    entries: appliedEntries(
      history
        .filter(({ name }) => name.lastIndexOf("/") <= 0)
        .map(({ name, run_on: at }) => ({ id: name.startsWith("/") ? name : `/${name}`, at })),
    ),
  }),
  placeBeside: ({ migrations }) => placeByDigits(migrations),
});
