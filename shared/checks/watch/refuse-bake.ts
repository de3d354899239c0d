import type { Configuration } from "../../configuration/schema.ts";
import { AGREEING_MINUTES } from "../../verdict/compare/minutes-beyond.ts";
import { count } from "../sentence-parts.ts";
import { leastBake, roomForLate } from "./periods-in-bake.ts";

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
