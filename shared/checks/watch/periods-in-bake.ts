import { LEAST_PERIODS, MOST_PERIODS } from "../../configuration/customers-schema.ts";
import type { Configuration } from "../../configuration/schema.ts";

/** The period in which the shift took place belongs to neither colour. */
const SHIFT_PERIODS = 1;

/**
 * Periods of `length` milliseconds that are looked at after the shift: as `customers.atMost` says, else as many as can be
 * judged before the bake is over.
 */
export function periodsInBake({ bake, customers }: Pick<Configuration, "bake" | "customers">, length: number): number {
  if (customers.atMost !== undefined) return customers.atMost;
  const room = Math.floor((bake - customers.delay) / length) - SHIFT_PERIODS;
  return Math.min(MOST_PERIODS, Math.max(LEAST_PERIODS, customers.atLeast, room));
}

/**
 * Milliseconds from the shift until a check may pass that must see `atLeast` periods of `length` milliseconds: after the one of
 * the shift, and each no sooner than `delay` after its end.
 */
export function leastBake(
  { atLeast, delay }: Pick<Configuration["customers"], "atLeast" | "delay">,
  length: number,
): number {
  return (atLeast + SHIFT_PERIODS) * length + delay;
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
  const served = { what: "customers-are-served", length: customers.period };
  const held = metrics.map(({ name, period: length = customers.period }) => ({
    what: `metrics ${JSON.stringify(name)}`,
    length,
  }));
  const asked = [...(isOff("customers-are-served") ? [] : [served]), ...(isOff("metrics-hold") ? [] : held)];
  const problems = asked.flatMap(({ what, length }) => {
    const needed = leastBake(customers, length);
    if (needed <= bake) return [];
    return [
      `${what} takes ${seconds(needed)} (${customers.atLeast} periods of ${seconds(length)}, the one of the shift, and customers.delay: ${seconds(customers.delay)}), this bake is ${seconds(bake)}: make it as long, or "0s"`,
    ];
  });
  return problems.length === 0 ? undefined : problems.join("; ");
}

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}
