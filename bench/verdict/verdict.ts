import type { Report } from "../figure.ts";
import { measureComparison } from "./comparison.ts";
import { measureErrorRate } from "./error-rate.ts";
import { measureErrorsInBursts } from "./errors-in-bursts.ts";
import { measureNaiveRules } from "./naive-figures.ts";
import { measureColdStart, measureSpeed } from "./speed.ts";
import { measureTwoLevels } from "./two-levels.ts";

/** What each plan needs and risks, beside theory and beside the rules of others on the same answers; the same of green against blue. */
export async function verdict(): Promise<Report> {
  return {
    bench: "verdict",
    figures: [
      ...measureErrorRate(),
      ...measureTwoLevels(10),
      ...measureTwoLevels(20),
      ...measureErrorsInBursts(),
      ...measureNaiveRules(),
      ...measureComparison(),
      ...measureSpeed(),
      ...(await measureColdStart()),
    ],
  };
}
