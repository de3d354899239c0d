import type { Moment } from "../moment.ts";
import { RehearsalError } from "../rehearsal-error.ts";
import type { Incident } from "./incident.ts";

/**
 * Somebody stops the deployment.
 * @param rollBack StopDeployment's `autoRollbackEnabled`; undefined leaves that to the group
 */
export function stopOnRequest(at: Moment, rollBack?: boolean): Incident {
  return {
    at,
    description: "somebody stops the deployment",
    happen: ({ deployments, deploymentId }) => {
      const deployment = deployments.find(deploymentId);
      if (!deployment) throw new RehearsalError(`There is no deployment ${deploymentId} to stop`);
      deployments.stop(deployment, rollBack);
    },
  };
}
