import type { HistoryReader } from "../history/history-reader.ts";
import type { History, HistoryEntry } from "../history/history.ts";
import { isThere } from "../history/is-there.ts";
import type { Manifest, ManifestMigration } from "../manifest/manifest.ts";
import { placeStrangers } from "./place-strangers.ts";

/** A migration that green expects, and what the database has of it. */
export interface Met {
  readonly migration: ManifestMigration;
  readonly entry: HistoryEntry;
}

/** What green expects beside what the database has: each migration is in one of these, but that `outOfOrder` are pending, too. */
export interface ComparedHistory {
  readonly applied: readonly ManifestMigration[];
  /** Optional ones that are not there. */
  readonly leftOut: readonly ManifestMigration[];
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
  /** Applied, not known to green, and before all that it knows: history that it no longer ships. */
  readonly pruned: readonly HistoryEntry[];
  /** Applied, not known to green, and between those that it knows, or nobody can say where. */
  readonly unknown: readonly HistoryEntry[];
}

type Standing = "applied" | "left out" | "pending" | "edited" | "in doubt";

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
  const applied = having("applied");
  const edited = having("edited");
  // Where nothing of green's is there, all of it may be another's.
  const isGreens = applied.length + edited.length > 0;
  const places = placeStrangers(strangers, { expected, blue, reader, isGreens });
  return {
    applied,
    leftOut: having("left out"),
    pending,
    outOfOrder: isLinear(expected) ? outOfOrder(expected, pending, applied) : [],
    neverApplied,
    edited: edited.flatMap((migration) => {
      const entry = entries.get(migration.id);
      return entry === undefined ? [] : [{ migration, entry }];
    }),
    failed: observed.entries.filter(({ state }) => state === "failed"),
    running: observed.entries.filter(({ state }) => state === "running"),
    ...places,
  };
}

function standingOf(migration: ManifestMigration, entries: ReadonlyMap<string, HistoryEntry>): Standing {
  const entry = entries.get(migration.id);
  if (entry === undefined || entry.state === "rolled-back") {
    const { replaces = [] } = migration;
    const isReplaced = replaces.length > 0 && replaces.every((id) => isThere(entries.get(id) ?? NOT_THERE));
    if (isReplaced) return "applied";
    return migration.optional === true ? "left out" : "pending";
  }
  if (!isThere(entry)) return "in doubt";
  const { checksum, otherChecksums = [] } = migration;
  const isSame = entry.checksum === undefined || [checksum, ...otherChecksums].includes(entry.checksum);
  if (checksum === undefined || isSame) return "applied";
  // A repeatable migration that changed is to be applied again.
  return migration.repeatable === true ? "pending" : "edited";
}

const NOT_THERE: HistoryEntry = { id: "-", state: "rolled-back" };

/** Drizzle applies what has a later time than the last one applied, and passes over the rest without a word. */
function passedOver(
  { entries }: History,
  { outOfOrder: behaviour }: HistoryReader,
): (each: ManifestMigration) => boolean {
  let last = -Infinity;
  for (const { at } of entries) last = Math.max(last, at?.getTime() ?? -Infinity);
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
