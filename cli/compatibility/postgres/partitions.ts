import type { PartitionBoundSpec } from "libpg-query";
import { breaksBlue, type Harm } from "../harm.ts";
import type { Made } from "../made.ts";

/** How much of all rows a partition takes, where that can be counted. */
export function shareOf({ is_default: isDefault, modulus }: PartitionBoundSpec): number {
  if (isDefault === true) return 1;
  return modulus === undefined || modulus < 1 ? 0 : 1 / modulus;
}

/** A partition that is itself made of partitions refuses what none of these takes. */
export function judgeParted(child: string, table: string, made: Made): readonly Harm[] {
  if (!made.partitions.isSplit(child)) return [];
  const why = `blue's writes to ${table} that go to ${child} fail (23514) where no partition of it takes them`;
  return [{ ...breaksBlue("writes", why, { table }), isUndone: () => made.partitions.isWhole(child) }];
}
