import type { HistoryReader } from "../history/history-reader.ts";
import type { History, HistoryEntry } from "../history/history.ts";
import type { Manifest, ManifestMigration } from "../manifest/manifest.ts";

/** A migration that green expects, and what the database has of it. */
export interface Met {
  readonly migration: ManifestMigration;
  readonly entry: HistoryEntry;
}

/** What green expects beside what the database has: each migration is in one of these, but that `outOfOrder` are pending, too. */
export interface ComparedHistory {
  readonly applied: readonly ManifestMigration[];
  readonly pending: readonly ManifestMigration[];
  /** Of the pending ones, those before one that is applied. */
  readonly outOfOrder: readonly ManifestMigration[];
  /** Pending ones that the tool would pass over for ever: Drizzle's, whose time is before that of the last one applied. */
  readonly neverApplied: readonly ManifestMigration[];
  readonly edited: readonly Met[];
  /** Known to green or not: a database in the middle of something is ready for nobody. */
  readonly failed: readonly HistoryEntry[];
  readonly running: readonly HistoryEntry[];
  /** Applied, not known to green, and of a later release. */
  readonly ahead: readonly HistoryEntry[];
  /** Applied, not known to green, and not of a later release. */
  readonly unknown: readonly HistoryEntry[];
}

type Standing = "applied" | "pending" | "edited" | "in doubt";

/** @param blue its manifest, where there is one: it knows migrations that an older green does not */
export function compareHistory(
  expected: Manifest,
  observed: History,
  reader: HistoryReader,
  blue: Manifest | undefined,
): ComparedHistory {
  const { migrations } = expected;
  const entries = new Map(observed.entries.map((entry) => [entry.id, entry]));
  const standings = new Map(migrations.map((migration) => [migration, standingOf(migration, entries)]));
  const having = (standing: Standing) => migrations.filter((each) => standings.get(each) === standing);
  const isNeverApplied = passedOver(observed, reader);
  const [neverApplied, pending] = partition(having("pending"), isNeverApplied);
  const known = new Set(migrations.flatMap(({ id, replaces = [] }) => [id, ...replaces]));
  const strangers = observed.entries.filter((each) => !known.has(each.id) && isThere(each));
  const [ahead, unknown] = partition(
    strangers,
    ({ id, at }) => reader.isNewer(id, at, expected) || isLaterIn(blue, id, expected),
  );
  return {
    applied: having("applied"),
    pending,
    outOfOrder: isLinear(expected) ? outOfOrder(expected, pending, having("applied")) : [],
    neverApplied,
    edited: having("edited").flatMap((migration) => {
      const entry = entries.get(migration.id);
      return entry === undefined ? [] : [{ migration, entry }];
    }),
    failed: observed.entries.filter(({ state }) => state === "failed"),
    running: observed.entries.filter(({ state }) => state === "running"),
    ahead,
    unknown,
  };
}

/** Whether another release has it after all that this one has: ids alone do not always tell. */
function isLaterIn(other: Manifest | undefined, id: string, { migrations }: Manifest): boolean {
  if (other === undefined) return false;
  const places = new Map(other.migrations.map((each, index) => [each.id, index]));
  const place = places.get(id);
  return place !== undefined && migrations.every((each) => (places.get(each.id) ?? Infinity) < place);
}

function isThere({ state }: HistoryEntry): boolean {
  return state === "applied" || state === "baseline";
}

function standingOf(migration: ManifestMigration, entries: ReadonlyMap<string, HistoryEntry>): Standing {
  const entry = entries.get(migration.id);
  if (entry === undefined || entry.state === "rolled-back") {
    const { replaces = [] } = migration;
    const isReplaced = replaces.length > 0 && replaces.every((id) => isThere(entries.get(id) ?? NOT_THERE));
    return isReplaced ? "applied" : "pending";
  }
  if (!isThere(entry)) return "in doubt";
  const differs =
    migration.checksum !== undefined && entry.checksum !== undefined && migration.checksum !== entry.checksum;
  if (!differs) return "applied";
  // A repeatable migration that changed is to be applied again.
  return migration.repeatable === true ? "pending" : "edited";
}

const NOT_THERE: HistoryEntry = { id: "-", state: "rolled-back" };

/** Drizzle applies what has a later time than the last one applied, and passes over the rest without a word. */
function passedOver(
  { entries }: History,
  { outOfOrder: behaviour }: HistoryReader,
): (each: ManifestMigration) => boolean {
  const last = Math.max(...entries.map(({ at }) => at?.getTime() ?? -Infinity));
  return ({ when }) => behaviour === "skips" && when !== undefined && when <= last;
}

/** Alembic's revisions are a graph, and the order of two that do not follow from one another means nothing. */
function isLinear({ migrations }: Manifest): boolean {
  return migrations.every(({ parents }) => parents === undefined);
}

function outOfOrder(
  { tool, migrations }: Manifest,
  pending: readonly ManifestMigration[],
  applied: readonly ManifestMigration[],
): readonly ManifestMigration[] {
  // Django numbers the migrations of each app by themselves.
  const groupOf = ({ id }: ManifestMigration): string => (tool === "django" ? (id.split(".")[0] ?? "") : "");
  const places = new Map(migrations.map((migration, index) => [migration, index]));
  const placeOf = (migration: ManifestMigration): number => places.get(migration) ?? 0;
  const lastPlaces = new Map<string, number>();
  for (const each of applied.filter(({ repeatable }) => repeatable !== true))
    lastPlaces.set(groupOf(each), placeOf(each));
  return pending.filter((each) => each.repeatable !== true && placeOf(each) < (lastPlaces.get(groupOf(each)) ?? 0));
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter((item) => test(item)), items.filter((item) => !test(item))];
}
