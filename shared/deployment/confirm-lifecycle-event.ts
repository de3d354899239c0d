import type { AwsClients } from "./aws-clients.ts";
import { getDeploymentTarget, type DeploymentTarget } from "./deployment-target.ts";
import type { Deployment } from "./deployment.ts";
import { UnusableDeploymentError, WrongLifecycleEventError } from "./errors.ts";
import { HOOK_EVENTS, type HookEvent } from "./lifecycle-event.ts";
import { pause } from "./pause.ts";

/** CodeDeploy may show an event as in progress a moment after it called its function: no source says how long after. */
const LOOKS = 5;
const BETWEEN_LOOKS_MS = 400;

/**
 * The deployment's target, once `expected` is the lifecycle event in progress.
 * @param hooks which function the AppSpec names for each event, for the error
 * @throws {WrongLifecycleEventError} where another event stays in progress: the AppSpec names this function for the wrong event
 * @throws {UnusableDeploymentError} where none is in progress at all
 */
export async function confirmLifecycleEvent(
  clients: AwsClients,
  deploymentId: string,
  expected: HookEvent,
  hooks: Deployment["hooks"],
  signal: AbortSignal,
): Promise<DeploymentTarget> {
  for (let looks = 1; ; looks += 1) {
    const target = await getDeploymentTarget(clients, deploymentId, signal);
    if (target.inProgress.includes(expected)) return target;
    if (looks === LOOKS) throw mismatch(deploymentId, expected, target.inProgress, hooks);
    await pause(BETWEEN_LOOKS_MS, signal);
  }
}

function mismatch(
  deploymentId: string,
  expected: HookEvent,
  inProgress: readonly string[],
  hooks: Deployment["hooks"],
): Error {
  if (inProgress.length === 0) {
    return new UnusableDeploymentError(
      `This function is for ${expected}, but deployment ${deploymentId} has no lifecycle event in progress: see whether it was stopped`,
    );
  }
  const wiring = HOOK_EVENTS.flatMap((event) => (hooks[event] === undefined ? [] : [`${event} calls ${hooks[event]}`]));
  return new WrongLifecycleEventError(
    `This function is for ${expected}, but the lifecycle event in progress is ${inProgress.join(", ")}. ` +
      `In the AppSpec ${wiring.join(", ") || "no event calls a function"}. Give each event its own function in the Hooks section`,
  );
}
