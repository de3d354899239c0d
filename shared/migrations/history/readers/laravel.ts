import { appliedEntries } from "../applied-entries.ts";
import { defineReader } from "../history-reader.ts";
import { isLater } from "../is-later.ts";

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
  isNewer: (id, _at, expected) => isLater(id, expected, (name) => /^\d{4}_\d{2}_\d{2}_\d{6}(?=_)/.exec(name)?.[0]),
});
