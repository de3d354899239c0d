import type { Row } from "./panel.ts";
import { withBuiltFunctions } from "../with-built-functions.ts";
import { CONFIGURATION, rehearseOne, type Outcome } from "./rehearse-one.ts";

/** A row, and what became of its deployments. */
export interface RowOutcomes {
  readonly row: Row;
  readonly outcomes: readonly Outcome[];
}

/** How the deployments are run. */
export interface PanelRun {
  /** That of the first deployment; every other has the next. */
  readonly firstSeed: number;
  readonly atOnce: number;
  /** Where programs are found. */
  readonly path: string;
  /** Told of each deployment as it ends. */
  readonly onOutcome: (row: Row, outcome: Outcome) => void;
}

/**
 * Runs every deployment of every row.
 * @throws the signal's reason, once all that was started is gone
 */
export async function runPanel(
  panel: readonly Row[],
  { firstSeed, atOnce, path, onOutcome }: PanelRun,
  signal: AbortSignal,
): Promise<readonly RowOutcomes[]> {
  const results = panel.map((row) => ({ row, outcomes: new Array<Outcome>() }));
  const waiting = results
    .flatMap((result) => Array.from({ length: result.row.deployments }, () => result))
    .map((result, index) => ({ ...result, seed: firstSeed + index }))
    .values();
  const work = async (built: string): Promise<void> => {
    for (const { row, outcomes, seed } of waiting) {
      const outcome = await rehearseOne(row, seed, { path, built }, signal);
      outcomes.push(outcome);
      onOutcome(row, outcome);
    }
  };
  await withBuiltFunctions(CONFIGURATION, async (built) => {
    const workers = await Promise.allSettled(Array.from({ length: atOnce }, () => work(built)));
    const failed = workers.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
  });
  return results;
}
