import type { Manifest } from "../../manifest/manifest.ts";
import { appliedEntries } from "../applied-entries.ts";
import { defineReader } from "../history-reader.ts";
import { noPlace } from "../place.ts";

/**
 * Alembic: `alembic_version`, which holds the heads alone, several where there are branches: what a head follows is
 * applied with it. Of a head that the manifest does not know, nobody can say what it follows. No time.
 */
export const alembic = defineReader({
  tool: "alembic",
  engines: ["postgres", "mysql"],
  table: { name: "alembic_version" },
  history: { columns: { version_num: "text" }, orderBy: ["version_num"] },
  marksFailures: false,
  outOfOrder: "applies",
  read({ history }, expected) {
    const heads = history.map(({ version_num: id }) => id);
    const applied = findAncestors(expected, heads);
    return {
      entries: appliedEntries(
        [...expected.migrations.filter(({ id }) => applied.has(id)), ...heads.map((id) => ({ id }))].map(({ id }) => ({
          id,
        })),
      ),
    };
  },
  // Revisions are random: none is newer than another by its name.
  placeBeside: () => noPlace,
});

function findAncestors({ migrations }: Manifest, heads: readonly string[]): ReadonlySet<string> {
  const parents = new Map(migrations.map((each) => [each.id, each.parents ?? []]));
  const found = new Set<string>();
  const open = [...heads];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(parents.get(id) ?? []));
  }
  return found;
}
