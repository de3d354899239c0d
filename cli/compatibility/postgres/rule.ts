import type { Harm } from "../harm.ts";
import type { Made } from "../made.ts";
import type { Tag, Tagged } from "./nodes.ts";

/**
 * Says what a statement does to blue, and notes in `made` what it makes; no harm is `expand`. Harm to what the migration
 * itself has made is taken out afterwards.
 */
export type Rule<T extends Tag> = (statement: Tagged<T>, made: Made) => readonly Harm[];

export type Rules = { readonly [T in Tag]?: Rule<T> };
