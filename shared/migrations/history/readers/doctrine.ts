import { defineReader } from "../history-reader.ts";
import { noPlace } from "../place.ts";
import { placeByKey } from "../place-by-key.ts";

const namespaceOf = (id: string): string => id.slice(0, id.lastIndexOf("\\") + 1);

/** Doctrine Migrations 3: `doctrine_migration_versions`, with the name of each migration's class. */
export const doctrine = defineReader({
  tool: "doctrine",
  engines: ["postgres", "mysql"],
  table: { name: "doctrine_migration_versions" },
  history: { columns: { version: "text", executed_at: "time?" }, orderBy: ["version"] },
  marksFailures: false,
  outOfOrder: "applies",
  read: ({ history }) => ({
    entries: history.map(({ version: id, executed_at: at }) => ({ id, state: "applied", ...(at && { at }) })),
  }),
  // Classes of several namespaces are in no order that says which is later.
  placeBeside({ migrations }) {
    const own = namespaceOf(migrations[0]?.id ?? "");
    return migrations.every(({ id }) => namespaceOf(id) === own)
      ? placeByKey(migrations, (id) => (namespaceOf(id) === own ? id : undefined))
      : noPlace;
  },
});
