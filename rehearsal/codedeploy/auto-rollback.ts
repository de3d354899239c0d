import type { DeploymentFailure } from "./deployment-failure.ts";
import type { DeploymentGroup } from "./deployment-group.ts";
import type { RehearsedDeployment } from "./deployment.ts";

/**
 * Why a deployment that failed or was stopped is not rolled back; undefined where it is. Before Install there is nothing to:
 * "A rollback is not possible at this point" (AppSpec 'hooks' section). StopDeployment's `autoRollbackEnabled` goes before
 * the group's autoRollbackConfiguration, either way.
 */
export function whyNoRollback(
  { id, rollbackWanted }: RehearsedDeployment,
  { event }: DeploymentFailure,
  { name, autoRollback, cluster }: Pick<DeploymentGroup, "name" | "autoRollback" | "cluster">,
): string | undefined {
  if (cluster.taskSets.every(({ options }) => options.externalId !== id)) {
    return "A rollback is not possible at BeforeInstall: nothing was installed.";
  }
  if (event === "DEPLOYMENT_STOP_ON_REQUEST" && rollbackWanted !== undefined) {
    return rollbackWanted ? undefined : "Whoever stopped the deployment wanted none. Green and its traffic stay.";
  }
  if (autoRollback.enabled && autoRollback.events.includes(event)) return undefined;
  const why = autoRollback.enabled ? `does not list ${event}` : "is not enabled";
  return `autoRollbackConfiguration of deployment group ${name} ${why}. Green and its traffic stay.`;
}
