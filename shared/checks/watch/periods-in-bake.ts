import { LEAST_PERIODS, MOST_PERIODS } from "../../configuration/customers-schema.ts";
import type { Configuration } from "../../configuration/schema.ts";

/** The period in which the shift took place belongs to neither colour. */
const SHIFT_PERIODS = 1;

/**
 * Periods of `length` milliseconds that are looked at after the shift: as `customers.atMost` says, else as many as can be
 * judged before the bake is over, the last of them late.
 */
export function periodsInBake({ bake, customers }: Pick<Configuration, "bake" | "customers">, length: number): number {
  if (customers.atMost !== undefined) return customers.atMost;
  const { delay } = customers;
  const room = Math.floor((bake - delay - roomForLate(length, delay)) / length) - SHIFT_PERIODS;
  return Math.min(MOST_PERIODS, Math.max(LEAST_PERIODS, customers.atLeast, room));
}

/** How long what is late is waited for after it could have been judged. */
export function roomForLate(length: number, delay: number): number {
  return Math.max(length, delay);
}

/**
 * Milliseconds from the shift until a check may pass that must see `atLeast` periods of `length` milliseconds: after the one of
 * the shift, each no sooner than `delay` after its end, and the last of them late.
 */
export function leastBake(
  { atLeast, delay }: Pick<Configuration["customers"], "atLeast" | "delay">,
  length: number,
): number {
  return (atLeast + SHIFT_PERIODS) * length + delay + roomForLate(length, delay);
}
