import { deploymentEnd } from "../../deployment/deployment-end.ts";
import { getDeployment } from "../../deployment/get-deployment.ts";
import { pause } from "../../deployment/pause.ts";
import { describeError } from "../describe-error.ts";
import type { Judging } from "../judge-deployment.ts";

/** Seldom enough for the limits of CodeDeploy's API, and often enough that nobody waits for it. */
const EVERY_MS = 20_000;

/**
 * Resolves with how the deployment ended, as soon as it is seen to have: stopped by hand, by an alarm, rolled back. Never,
 * once `signal` is aborted. A look that fails is no end: the next one may tell.
 */
export async function untilDeploymentEnds(
  { clients, log }: Pick<Judging, "clients" | "log">,
  deploymentId: string,
  signal: AbortSignal,
): Promise<string> {
  for (;;) {
    try {
      await pause(EVERY_MS, signal);
      const ended = deploymentEnd(await getDeployment(clients, deploymentId, signal));
      if (ended !== undefined) return ended;
    } catch (error) {
      if (signal.aborted) return new Promise(() => undefined);
      log.warn("deployment could not be looked at", { reason: describeError(error) });
    }
  }
}
