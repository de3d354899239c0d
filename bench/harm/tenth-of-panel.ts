import { seededRandom } from "../verdict/seeded-random.ts";
import type { Entry } from "./panel.ts";
import { KINDS } from "./version.ts";

/** A tenth of each kind of version, rounded down, drawn by a seed. */
export function tenthOf(panel: readonly Entry[], seed: number): readonly Entry[] {
  const random = seededRandom(seed);
  return KINDS.flatMap((kind) => {
    const drawn = panel
      .filter(({ version }) => version.kind === kind)
      .map((entry) => ({ entry, draw: random() }))
      .toSorted((a, b) => a.draw - b.draw);
    return drawn.slice(0, Math.floor(drawn.length / 10)).map(({ entry }) => entry);
  });
}
