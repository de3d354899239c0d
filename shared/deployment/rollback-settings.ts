import type { AwsClients } from "./aws-clients.ts";
import { getDeploymentGroup } from "./deployment-group.ts";
import type { AlarmSettings, Deployment } from "./deployment.ts";
import { alarmNames, getDeployment } from "./get-deployment.ts";

/** What CodeDeploy would do for a deployment that goes wrong. */
export interface RollbackSettings {
  /** The events that it rolls back by itself: `DEPLOYMENT_FAILURE` and the like; none where automatic rollback is off. */
  readonly events: readonly string[];
  readonly alarms: AlarmSettings;
  /** Whether a deployment goes on where the state of its alarms cannot be learnt. */
  readonly ignoresPollFailures: boolean;
  /** Minutes that blue is kept after the shift; undefined where it is kept for good. */
  readonly terminationWaitMinutes: number | undefined;
}

/**
 * As they are in force for this deployment now: what it was created with, and what it leaves out from its group.
 * @throws {AwsCallError} @throws {UnusableDeploymentError}
 */
export async function getRollbackSettings(
  clients: AwsClients,
  deployment: Pick<Deployment, "id" | "application" | "deploymentGroup">,
  signal: AbortSignal,
): Promise<RollbackSettings> {
  const [{ info }, group] = await Promise.all([
    getDeployment(clients, deployment.id, signal),
    getDeploymentGroup(clients, deployment, signal),
  ]);
  const rollback = info.autoRollbackConfiguration ?? group.autoRollbackConfiguration;
  const alarms = info.overrideAlarmConfiguration ?? group.alarmConfiguration;
  const blueGreen = info.blueGreenDeploymentConfiguration ?? group.blueGreenDeploymentConfiguration;
  const termination = blueGreen?.terminateBlueInstancesOnDeploymentSuccess;
  return {
    events: rollback?.enabled === true ? (rollback.events ?? []) : [],
    alarms: { enabled: alarms?.enabled === true, names: alarmNames(alarms?.alarms) },
    ignoresPollFailures: alarms?.ignorePollAlarmFailure === true,
    terminationWaitMinutes:
      termination?.action === "KEEP_ALIVE" ? undefined : (termination?.terminationWaitTimeInMinutes ?? 0),
  };
}
