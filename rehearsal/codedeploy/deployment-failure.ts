/** On which of a deployment's ends an automatic rollback follows: CodeDeploy's AutoRollbackEvent. */
export type AutoRollbackEvent = "DEPLOYMENT_FAILURE" | "DEPLOYMENT_STOP_ON_ALARM" | "DEPLOYMENT_STOP_ON_REQUEST";

/** Why a deployment failed or was stopped, in AWS's own code and words: all that AWS itself says. */
export class DeploymentFailure extends Error {
  override readonly name = "DeploymentFailure";
  /** A value of CodeDeploy's ErrorCode. */
  readonly code:
    | "HOOK_EXECUTION_FAILURE"
    | "TIMEOUT"
    | "IAM_ROLE_PERMISSIONS"
    | "INVALID_LAMBDA_FUNCTION"
    | "ECS_UPDATE_ERROR"
    | "ALARM_ACTIVE"
    | "MANUAL_STOP";
  /** A failure, or what stopped it. */
  readonly event: AutoRollbackEvent;

  constructor(
    code: DeploymentFailure["code"],
    message: string,
    { event = "DEPLOYMENT_FAILURE", ...options }: ErrorOptions & { readonly event?: AutoRollbackEvent } = {},
  ) {
    super(message, options);
    this.code = code;
    this.event = event;
  }

  /** The status of a deployment that ended by it. */
  get status(): "Failed" | "Stopped" {
    return this.event === "DEPLOYMENT_FAILURE" ? "Failed" : "Stopped";
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
