import type { HistoryReader } from "../history/history-reader.ts";
import type { HistoryEntry } from "../history/history.ts";
import { placeBeside } from "../history/place-by-key.ts";
import { noPlace, type PlaceOf } from "../history/place.ts";
import type { Manifest } from "../manifest/manifest.ts";

/** What is applied and not known to green, by where it stands beside what green knows. */
export interface PlacedStrangers {
  readonly ahead: readonly HistoryEntry[];
  readonly pruned: readonly HistoryEntry[];
  readonly unknown: readonly HistoryEntry[];
}

interface Known {
  readonly expected: Manifest;
  readonly blue: Manifest | undefined;
  readonly reader: HistoryReader;
  /** Whether something that green knows is applied there, too. */
  readonly isGreens: boolean;
}

export function placeStrangers(
  strangers: readonly HistoryEntry[],
  { expected, blue, reader, isGreens }: Known,
): PlacedStrangers {
  const ofBlue = new Set(blue?.migrations.map(({ id }) => id));
  const byReader = reader.placeBeside(expected);
  const byBlue = blue === undefined ? noPlace : placeByBlue(blue, expected);
  const {
    ahead = [],
    pruned = [],
    unknown = [],
  } = Object.groupBy(strangers, ({ id, at }) => {
    const [own, blues] = [byReader(id, at), byBlue(id, at)];
    if (own === "after" || blues === "after") return "ahead";
    const isBefore = own === "before" || blues === "before";
    return isBefore && (isGreens || ofBlue.has(id)) ? "pruned" : "unknown";
  });
  return { ahead, pruned, unknown };
}

/** Beside what blue has of green's: ids alone do not always tell. */
function placeByBlue(blue: Manifest, { migrations }: Manifest): PlaceOf {
  const places = new Map(blue.migrations.map(({ id }, index) => [id, index]));
  // What only green has comes after all of blue's.
  const known = migrations.map(({ id }) => places.get(id) ?? Infinity);
  if (!known.some(Number.isFinite)) return noPlace;
  const place = placeBeside(known);
  return (id) => (places.has(id) ? place(places.get(id)) : undefined);
}
