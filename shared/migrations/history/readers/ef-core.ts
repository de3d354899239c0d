import { defineReader } from "../history-reader.ts";
import { placeByKey } from "../place-by-key.ts";

/** EF Core: `__EFMigrationsHistory`. It orders ids without regard to case. */
export const efCore = defineReader({
  tool: "ef-core",
  engines: ["postgres", "mysql"],
  table: { name: "__EFMigrationsHistory" },
  history: { columns: { MigrationId: "text", ProductVersion: "text" }, orderBy: ["MigrationId"] },
  marksFailures: false,
  outOfOrder: "applies",
  read: ({ history }) => ({ entries: history.map(({ MigrationId: id }) => ({ id, state: "applied" })) }),
  placeBeside: ({ migrations }) => placeByKey(migrations, (id) => id.toUpperCase()),
});
