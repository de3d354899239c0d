import type { Figure } from "../figure.ts";
import { measureBursts } from "./comparison-bursts.ts";
import { measureErrors } from "./comparison-errors.ts";
import { measureLatency } from "./comparison-latency.ts";
import { measureWhole } from "./comparison-whole.ts";

/** Green against blue: rounds beside the information bound, risks with a look after every round, time. */
export function measureComparison(): readonly Figure[] {
  return [...measureErrors(), ...measureLatency(), ...measureBursts(), ...measureWhole()];
}
