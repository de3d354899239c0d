import * as v from "valibot";

type StrictObject<Entries extends v.ObjectEntries> = v.StrictObjectSchema<Entries, undefined>;

/**
 * An object with no members but those of `entries`. Names every unknown member, where valibot's own `strictObject` names
 * the first: a user with two typing mistakes should not have to deploy twice to learn of both.
 */
export function strictObject<Entries extends v.ObjectEntries>(
  entries: Entries,
): v.GenericSchema<v.InferInput<StrictObject<Entries>>, v.InferOutput<StrictObject<Entries>>> {
  return v.objectWithRest(entries, v.never("expected no such member"));
}
