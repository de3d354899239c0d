import type { DeploymentSummary } from "./get-deployment.ts";

const ENDS: ReadonlyMap<string | undefined, string> = new Map([
  ["Stopped", "it was stopped"],
  ["Failed", "it has failed"],
  ["Succeeded", "it has succeeded"],
]);

/** How a deployment came to an end, in words; undefined while it goes on. */
export function deploymentEnd({ info }: DeploymentSummary): string | undefined {
  const rescue = info.rollbackInfo?.rollbackDeploymentId;
  if (rescue !== undefined && rescue !== "") return `deployment ${rescue} rolls it back`;
  return ENDS.get(info.status);
}
