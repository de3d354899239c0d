import type { StatementFinding } from "../../shared/migrations/manifest/manifest.ts";
import type { Breaks, Harm } from "./harm.ts";
import type { JudgedStatement } from "./judged-statement.ts";
import { quoteStatement } from "./quote-statement.ts";

const SEVERITY = ["warn", "unknown", "contract"] as const;

/** One finding for each table that a statement harms: the worst that it does to it. */
export function findingsOf({ text, line, harms }: JudgedStatement): readonly StatementFinding[] {
  const left = harms.filter(({ isUndone }) => isUndone?.() !== true);
  return [...Map.groupBy(left, ({ table }) => table)].map(([table, ofTable]) => {
    const worst = SEVERITY.findLast((each) => ofTable.some((harm) => harm.class === each)) ?? "unknown";
    const those = ofTable.filter((harm) => harm.class === worst);
    const breaks = sum(those);
    return {
      class: worst,
      ...(breaks !== undefined && { breaks }),
      statement: quoteStatement(text),
      line,
      ...(table !== undefined && table !== "" && { table }),
      why: [...new Set(those.map(({ why }) => why))].join("; "),
    };
  });
}

function sum(harms: readonly Harm[]): Breaks | undefined {
  const kinds = new Set(harms.flatMap(({ breaks }) => (breaks === undefined ? [] : [breaks])));
  const [only] = kinds;
  return kinds.size > 1 ? "reads and writes" : only;
}
