import { compareText } from "../compare-text.ts";
import { defineReader } from "../history-reader.ts";
import { isAboveAll } from "../is-above-all.ts";

/** EF Core orders ids without regard to case. */
const compare = (a: string, b: string): number => compareText(a.toUpperCase(), b.toUpperCase());

/** EF Core: `__EFMigrationsHistory`. */
export const efCore = defineReader({
  tool: "ef-core",
  engines: ["postgres", "mysql"],
  table: { name: "__EFMigrationsHistory" },
  history: { columns: { MigrationId: "text", ProductVersion: "text" }, orderBy: ["MigrationId"] },
  marksFailures: false,
  outOfOrder: "applies",
  read: ({ history }) => ({ entries: history.map(({ MigrationId: id }) => ({ id, state: "applied" })) }),
  isNewer: (id, _at, expected) => isAboveAll(id, expected, compare),
});
