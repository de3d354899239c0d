import { GOOD_VERSIONS } from "./good-versions.ts";
import { HIDDEN_FAULTS } from "./hidden-faults.ts";
import type { Version } from "./version.ts";
import { VISIBLE_FAULTS } from "./visible-faults.ts";

/** A version with the seed of what it draws. */
export interface Entry {
  readonly version: Version;
  readonly seed: number;
}

const FIRST_SEED = 20_261_101;

/** The whole panel, always in the same order and with the same seeds. */
export const PANEL: readonly Entry[] = [...VISIBLE_FAULTS, ...HIDDEN_FAULTS, ...GOOD_VERSIONS].map(
  (version, index) => ({
    version,
    seed: FIRST_SEED + index,
  }),
);
