import type { DropBehavior } from "libpg-query";
import { cannotTell, type Harm } from "../harm.ts";

/** Whoever made what is dropped: what depends on it goes with it, and that may be blue's. */
export function judgeCascade(behavior: DropBehavior | undefined): readonly Harm[] {
  return behavior === "DROP_CASCADE" ? [cannotTell("what CASCADE takes with it may be what blue uses")] : [];
}
