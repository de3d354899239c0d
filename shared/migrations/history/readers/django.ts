import type { Manifest } from "../../manifest/manifest.ts";
import { appliedEntries } from "../applied-entries.ts";
import { defineReader } from "../history-reader.ts";
import { isLater } from "../is-later.ts";

/**
 * Django: `django_migrations`. An id is `app.name`. The apps that the manifest does not know, Django's own and those of
 * packages, are no part of the history.
 *
 * A migration that is the squash of others is applied where all of those are (django/db/migrations/loader.py), and those
 * are, where it is.
 */
export const django = defineReader({
  tool: "django",
  engines: ["postgres", "mysql"],
  table: { name: "django_migrations" },
  history: { columns: { id: "integer", app: "text", name: "text", applied: "time" }, orderBy: ["applied", "id"] },
  marksFailures: false,
  outOfOrder: "applies",
  read({ history }, expected) {
    const apps = new Set(expected.migrations.map(({ id }) => appOf(id)));
    const rows = history
      .filter(({ app }) => apps.has(app))
      .map(({ app, name, applied: at }) => ({ id: `${app}.${name}`, at }));
    const { implied, replaced } = resolveSquashes(expected, new Set(rows.map(({ id }) => id)));
    return {
      entries: appliedEntries([...rows.filter(({ id }) => !replaced.has(id)), ...implied.map((id) => ({ id }))]),
    };
  },
  isNewer: (id, _at, { migrations }) => {
    const app = migrations.filter((each) => appOf(each.id) === appOf(id));
    return app.length > 0 && isLater(id, { migrations: app }, (each) => /^\d+/.exec(nameOf(each))?.[0]);
  },
});

const appOf = (id: string) => id.slice(0, id.indexOf("."));
const nameOf = (id: string) => id.slice(id.indexOf(".") + 1);

function resolveSquashes({ migrations }: Manifest, rows: ReadonlySet<string>) {
  const known = new Set(migrations.map(({ id }) => id));
  const applied = new Set(rows);
  const squashes = migrations.filter(({ replaces }) => replaces !== undefined && replaces.length > 0);
  // A squash may be of squashes: until nothing is added.
  for (let size = -1; size !== applied.size;) {
    size = applied.size;
    for (const { id, replaces = [] } of squashes) {
      if (replaces.every((each) => applied.has(each))) applied.add(id);
      if (applied.has(id)) for (const each of replaces) applied.add(each);
    }
  }
  return {
    implied: [...applied].filter((id) => known.has(id) && !rows.has(id)),
    // Rows of migrations whose files are gone: the squash stands for them.
    replaced: new Set(squashes.flatMap(({ replaces = [] }) => replaces).filter((id) => !known.has(id))),
  };
}
