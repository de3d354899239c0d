import type { Manifest } from "../../manifest/manifest.ts";
import { appliedEntries } from "../applied-entries.ts";
import { defineReader } from "../history-reader.ts";
import { placeBeside } from "../place-by-key.ts";

/**
 * Drizzle ORM 0.x: `__drizzle_migrations`, in the schema `drizzle` on PostgreSQL. A row has no name: it is found by its
 * hash, the SHA-256 of the file, or by `created_at`, which is not when it was applied, but the journal's `when`. Where
 * only the time fits, the file was edited. What fits nothing has its hash for an id.
 *
 * What is pending and not later than the latest row is skipped without a word (drizzle-orm, pg-core/dialect.ts).
 */
export const drizzle = defineReader({
  tool: "drizzle",
  engines: ["postgres", "mysql"],
  table: { schema: "drizzle", name: "__drizzle_migrations" },
  history: { columns: { id: "integer", hash: "text", created_at: "integer?" }, orderBy: ["created_at", "id"] },
  marksFailures: false,
  outOfOrder: "skips",
  read({ history }, expected) {
    const find = migrationFinder(expected);
    return {
      entries: appliedEntries(
        history.map(({ hash, created_at: when }) => {
          const known = find(hash, when === null ? undefined : Number(when));
          return { id: known?.id ?? hash, checksum: hash, at: when === null ? null : readTime(Number(when)) };
        }),
      ),
    };
  },
  placeBeside({ migrations }) {
    const place = placeBeside(migrations.map(({ when }) => when));
    return (_id, at) => place(at?.getTime());
  },
});

type FindMigration = (hash: string, time: number | undefined) => Manifest["migrations"][number] | undefined;

function migrationFinder({ migrations }: Manifest): FindMigration {
  // Of equal ones the first.
  const earliest = migrations.toReversed();
  const byHash = new Map(earliest.map((each) => [each.checksum, each]));
  const byTime = new Map(earliest.map((each) => [each.when, each]));
  const byBoth = new Map(earliest.map((each) => [`${each.checksum} ${each.when}`, each]));
  // Two files may be equal: the time tells them apart.
  return (hash, time) =>
    byBoth.get(`${hash} ${time}`) ?? byHash.get(hash) ?? (time === undefined ? undefined : byTime.get(time));
}

function readTime(milliseconds: number): Date | null {
  const time = new Date(milliseconds);
  return Number.isNaN(time.getTime()) ? null : time;
}
