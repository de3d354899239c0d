/**
 * Where a migration that a manifest does not know stands beside all of those that it does: `after` them, as one of a later
 * release; `before` them, as history that is no longer shipped. Undefined is between them, or that it cannot be told.
 */
export type Place = "before" | "after" | undefined;

/** @param at of the migration's entry */
export type PlaceOf = (id: string, at: Date | undefined) => Place;

/** Of a tool whose ids are in no order. */
export const noPlace: PlaceOf = () => undefined;
