import { AwsError } from "../aws/aws-error.ts";
import type { RehearsedDeployment } from "../codedeploy/deployment.ts";
import { targetStatus } from "./ecs-target.ts";

/** The values of the filter TargetStatus (API reference, ListDeploymentTargets). */
const STATUSES = new Set(["Failed", "InProgress", "Pending", "Ready", "Skipped", "Succeeded", "Unknown"]);

/**
 * Whether ListDeploymentTargets lists the deployment's one target.
 * @throws {AwsError} for a filter or a value that there is not, and for ServerInstanceLabel: what a label of EC2 instances
 * means in an ECS deployment is not documented
 */
export function passesTargetFilters(
  deployment: RehearsedDeployment,
  filters: Readonly<Partial<Record<string, readonly string[]>>>,
): boolean {
  for (const name of Object.keys(filters)) {
    if (name === "TargetStatus") continue;
    if (name === "ServerInstanceLabel") {
      throw new AwsError(
        "InvalidDeploymentInstanceTypeException",
        "The rehearsal does not support the target filter ServerInstanceLabel: its deployments have no instances.",
      );
    }
    throw new AwsError("InvalidTargetFilterNameException", `The target filter name ${name} is invalid.`);
  }
  const statuses = filters["TargetStatus"];
  if (statuses === undefined) return true;
  const invalid = statuses.length === 0 ? "(none)" : statuses.find((status) => !STATUSES.has(status));
  if (invalid !== undefined) {
    throw new AwsError("InvalidInstanceStatusException", `The target status ${invalid} does not exist.`);
  }
  return statuses.includes(targetStatus(deployment));
}
