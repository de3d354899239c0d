import { AwsError } from "../aws/aws-error.ts";
import type { OperationOutput } from "../aws/operations.ts";
import type { RehearsedDeployment } from "../codedeploy/deployment.ts";
import type { Deployments } from "../codedeploy/deployments.ts";

/**
 * StopDeployment. AWS answers Pending or Succeeded, and does not say when: here it is always Pending, so that a caller has
 * to look until the deployment is Stopped.
 * @throws {AwsError} where it has ended
 */
export function stopDeployment(
  deployments: Deployments,
  deployment: RehearsedDeployment,
  autoRollbackEnabled: boolean | undefined,
): OperationOutput<"codedeploy", "StopDeployment"> {
  assertUnderWay(deployment);
  deployments.stop(deployment, autoRollbackEnabled);
  return { status: "Pending", statusMessage: "The stop operation is pending." };
}

/**
 * ContinueDeployment. Which wait is meant where none is named is not documented: READY_WAIT, which there was before there
 * were two. For a deployment that is not in the wait that is named, only the error of READY_WAIT is documented.
 * @throws {AwsError} where it has ended, or does not wait
 */
export function continueDeployment(deployment: RehearsedDeployment, waitType = "READY_WAIT"): void {
  if (waitType !== "READY_WAIT" && waitType !== "TERMINATION_WAIT") {
    throw new AwsError("InvalidDeploymentWaitTypeException", "The wait type is invalid.");
  }
  assertUnderWay(deployment);
  if (deployment.wait.end(waitType)) return;
  throw new AwsError(
    "DeploymentIsNotInReadyStateException",
    "The deployment does not have a status of Ready and can't continue yet.",
  );
}

function assertUnderWay({ id, hasEnded }: RehearsedDeployment): void {
  if (!hasEnded) return;
  throw new AwsError("DeploymentAlreadyCompletedException", `The deployment ${id} is already complete.`);
}
