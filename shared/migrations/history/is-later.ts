import type { Manifest } from "../manifest/manifest.ts";

/** Says where an id stands among others, by text that orders as it does; undefined where the id does not say. */
export type OrderOf = (id: string) => string | undefined;

/** The first digits of an id: `20260101000001` of `Migration20260101000001`. */
export const firstDigits: OrderOf = (id) => /\d+/.exec(id)?.[0];

/** The first digits of an id, as a number of any length. */
export const firstNumber: OrderOf = (id) => firstDigits(id)?.replace(/^0+/, "").padStart(20, "0");

/**
 * Whether a migration comes after all of the manifest's. Numbers of different lengths are of different kinds, a counter's
 * and a clock's: between them it cannot be told, and then it does not.
 */
export function isLater(
  id: string,
  { migrations }: Pick<Manifest, "migrations">,
  orderOf: OrderOf = firstDigits,
): boolean {
  const order = orderOf(id);
  if (order === undefined) return false;
  return migrations.every((each) => {
    const other = orderOf(each.id);
    return other !== undefined && other.length === order.length && other < order;
  });
}
