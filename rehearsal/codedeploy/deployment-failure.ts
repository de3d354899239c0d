/** Why a deployment failed, in AWS's own code and words: all that AWS itself says. */
export class DeploymentFailure extends Error {
  override readonly name = "DeploymentFailure";
  /** A value of CodeDeploy's ErrorCode. */
  readonly code: "HOOK_EXECUTION_FAILURE" | "TIMEOUT" | "IAM_ROLE_PERMISSIONS" | "INVALID_LAMBDA_FUNCTION";

  constructor(code: DeploymentFailure["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Texts: "Troubleshoot issues with ECS deployments", CodeDeploy user guide. Code: as observed on AWS. */
export function hookReportedFailed(): DeploymentFailure {
  return new DeploymentFailure(
    "HOOK_EXECUTION_FAILURE",
    "The deployment failed because one or more of the lifecycle event validation functions failed.",
  );
}

/** Text as above. That a hook's time-out has the code TIMEOUT is not documented: it is the enumeration's only fitting one. */
export function hookTimedOut(): DeploymentFailure {
  return new DeploymentFailure(
    "TIMEOUT",
    "The deployment timed out while waiting for a status callback. CodeDeploy expects a status callback within one hour after a deployment hook is invoked.",
  );
}

/** Text as above. */
export function replacementNeverHealthy(): DeploymentFailure {
  return new DeploymentFailure(
    "TIMEOUT",
    "The deployment timed out while waiting for the replacement task set to become healthy. This time out period is 60 minutes.",
  );
}

/** The enumeration has this code; no source shows the text that goes with it. */
export function noSuchFunction(name: string, cause: unknown): DeploymentFailure {
  return new DeploymentFailure("INVALID_LAMBDA_FUNCTION", `The Lambda function ${name} could not be invoked.`, {
    cause,
  });
}
