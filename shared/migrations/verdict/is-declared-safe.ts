import type { Manifest } from "../manifest/manifest.ts";
import { isAtLeast } from "./compare-releases.ts";

/** Whether blue is of the release from which on a contract breaks nothing; undefined where that cannot be told. */
export function isDeclaredSafe(safeAfter: string, blue: Manifest | undefined): boolean | undefined {
  return blue?.release === undefined ? undefined : isAtLeast(blue.release, safeAfter);
}
