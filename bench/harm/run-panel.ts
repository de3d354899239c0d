import { runAtOnce } from "../run-at-once.ts";
import { withBuiltFunctions } from "../with-built-functions.ts";
import { CONFIGURATION, deployVersion, type DeploymentRun, type Outcome } from "./deploy-version.ts";
import type { Entry } from "./panel.ts";
import type { Style } from "./style.ts";

/** How the deployments are run. */
export interface PanelRun extends Omit<DeploymentRun, "built"> {
  readonly styles: readonly Style[];
  readonly atOnce: number;
  /** Told of each deployment as it ends. */
  readonly onOutcome: (outcome: Outcome) => void;
}

/**
 * Deploys every version by every style.
 * @throws the signal's reason, once all that was started is gone
 */
export async function runPanel(
  panel: readonly Entry[],
  { styles, atOnce, onOutcome, ...run }: PanelRun,
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = panel.flatMap((entry) => styles.map((style) => ({ entry, style })));
  await withBuiltFunctions(CONFIGURATION, (built) => {
    return runAtOnce(atOnce, waiting, async ({ entry, style }) => {
      const outcome = await deployVersion(entry, style, { ...run, built }, signal);
      outcomes.push(outcome);
      onOutcome(outcome);
    });
  });
  return outcomes;
}
