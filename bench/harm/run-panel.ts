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
  const waiting = panel.flatMap((entry) => styles.map((style) => ({ entry, style }))).values();
  const work = async (built: string): Promise<void> => {
    for (const { entry, style } of waiting) {
      const outcome = await deployVersion(entry, style, { ...run, built }, signal);
      outcomes.push(outcome);
      onOutcome(outcome);
    }
  };
  await withBuiltFunctions(CONFIGURATION, async (built) => {
    const workers = await Promise.allSettled(Array.from({ length: atOnce }, () => work(built)));
    const failed = workers.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
  });
  return outcomes;
}
