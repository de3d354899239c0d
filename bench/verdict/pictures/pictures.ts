import { drawChanceOfPassing } from "./chance-of-passing.ts";
import { drawLattice } from "./lattice.ts";
import { drawProbesNeeded } from "./probes-needed.ts";
import { drawProbesOfTasks } from "./probes-of-tasks.ts";

/** The pictures of `docs/verdicts.md` by the names of their files. Nothing is random in them, nor measured in time. */
export const PICTURES: Readonly<Record<string, () => string>> = {
  "thresholds.svg": drawLattice,
  "chance-of-passing.svg": drawChanceOfPassing,
  "probes-needed.svg": drawProbesNeeded,
  "probes-of-tasks.svg": drawProbesOfTasks,
};
