import type { WaitType } from "../codedeploy/deployment-wait.ts";
import type { Moment } from "../moment.ts";
import type { Incident } from "./incident.ts";

/** Somebody ends a wait of the deployment with ContinueDeployment; nothing happens where it does not wait. */
export function continueOnRequest(wait: WaitType, at: Moment): Incident {
  return {
    at,
    description: `somebody continues the deployment (${wait})`,
    happen: ({ deployments, deploymentId }) => void deployments.find(deploymentId)?.wait.end(wait),
  };
}
