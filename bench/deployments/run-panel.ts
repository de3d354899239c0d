import type { Row } from "./panel.ts";
import { runAtOnce } from "../run-at-once.ts";
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
    .map((result, index) => ({ ...result, seed: firstSeed + index }));
  await withBuiltFunctions(CONFIGURATION, (built) => {
    return runAtOnce(atOnce, waiting, async ({ row, outcomes, seed }) => {
      const outcome = await rehearseOne(row, seed, { path, built }, signal);
      outcomes.push(outcome);
      onOutcome(row, outcome);
    });
  });
  return results;
}
