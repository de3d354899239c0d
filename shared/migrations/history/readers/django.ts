import type { Manifest, ManifestMigration } from "../../manifest/manifest.ts";
import { appliedEntries } from "../applied-entries.ts";
import { wholeNumber } from "../first-number.ts";
import { defineReader } from "../history-reader.ts";
import { noPlace, type PlaceOf } from "../place.ts";
import { placeByKey } from "../place-by-key.ts";

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
  placeBeside({ migrations }) {
    const apps = Map.groupBy(migrations, ({ id }) => appOf(id));
    const places = new Map([...apps].map(([app, known]) => [app, placeInApp(known)]));
    return (id, at) => (places.get(appOf(id)) ?? noPlace)(id, at);
  },
});

const appOf = (id: string) => id.slice(0, id.indexOf("."));
const nameOf = (id: string) => id.slice(id.indexOf(".") + 1);

/** The name that `squashmigrations` gives: `0001_squashed_0004_text`, `0002_init_squashed_0004_text`. */
const SQUASH = /^(\d{1,9})_(?:.*_)?squashed_(\d{1,9})(?!\d)/;

/**
 * By the numbers of the app's names. In the end of a squash, what it replaced is deleted and its `replaces` with it, and the
 * old rows stay: what the squash's name spans is before it.
 */
function placeInApp(migrations: readonly ManifestMigration[]): PlaceOf {
  const place = placeByKey(migrations, numberOf);
  const spans = migrations.flatMap(({ id, replaces = [] }) => {
    // Of a squash that still says what it replaces, no other row is a part.
    const [, from, to] = replaces.length > 0 ? [] : (SQUASH.exec(nameOf(id)) ?? []);
    return from === undefined || to === undefined ? [] : [{ from: BigInt(from), to: BigInt(to) }];
  });
  return (id, at) => {
    const number = numberOf(id);
    const isSquashed = number !== undefined && spans.some(({ from, to }) => from <= number && number <= to);
    return isSquashed ? "before" : place(id, at);
  };
}

function numberOf(id: string): bigint | undefined {
  return wholeNumber(/^\d+/.exec(nameOf(id))?.[0] ?? "");
}

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
