import { LEAST_PERIODS, MOST_PERIODS } from "../../configuration/customers-schema.ts";
import type { Configuration } from "../../configuration/schema.ts";
import { count } from "../sentence-parts.ts";
import { AGREEING_MINUTES } from "../../verdict/compare/minutes-beyond.ts";

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

/**
 * Why nothing that CloudWatch counts could pass before the bake is over, with the arithmetic; undefined where it can, and
 * where there is no bake.
 */
export function refuseBake(
  { bake, customers, metrics }: Pick<Configuration, "bake" | "customers" | "metrics">,
  isOff: (check: string) => boolean,
): string | undefined {
  if (bake === 0) return undefined;
  const served = { what: "customers-are-served", length: customers.period, least: customers.atLeast };
  const held = metrics.map(({ name, period: length = customers.period }) => ({
    what: `metrics ${JSON.stringify(name)}`,
    length,
    // Fewer can agree on nothing.
    least: Math.max(AGREEING_MINUTES, customers.atLeast),
  }));
  const asked = [...(isOff("customers-are-served") ? [] : [served]), ...(isOff("metrics-hold") ? [] : held)];
  const problems = asked.flatMap(({ what, length, least }) => {
    const late = roomForLate(length, customers.delay);
    const needed = leastBake({ atLeast: least, delay: customers.delay }, length);
    if (needed <= bake) return [];
    return [
      `${what} takes ${seconds(needed)} (${count(least, "period")} of ${seconds(length)}, the one of the shift, customers.delay: ${seconds(customers.delay)}, and ${seconds(late)} for what is late), this bake is ${seconds(bake)}: make it as long, or the periods shorter`,
    ];
  });
  return problems.length === 0 ? undefined : problems.join("; ");
}

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}
