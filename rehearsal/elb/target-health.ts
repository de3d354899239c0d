/** The states that DescribeTargetHealth reports. */
export type TargetState = "initial" | "healthy" | "unhealthy" | "unused" | "draining";

/** Health of one target with the reason code and description that AWS gives; a healthy target has neither. */
export interface TargetHealth {
  readonly state: TargetState;
  readonly reason?: string;
  readonly description?: string;
}

export const HEALTHY: TargetHealth = { state: "healthy" };

export const REGISTRATION_IN_PROGRESS: TargetHealth = {
  state: "initial",
  reason: "Elb.RegistrationInProgress",
  description: "Target registration is in progress",
};

export const INITIAL_HEALTH_CHECKING: TargetHealth = {
  state: "initial",
  reason: "Elb.InitialHealthChecking",
  description: "Initial health checks in progress",
};

export const NOT_IN_USE: TargetHealth = {
  state: "unused",
  reason: "Target.NotInUse",
  description: "Target group is not configured to receive traffic from the load balancer",
};

export const DEREGISTRATION_IN_PROGRESS: TargetHealth = {
  state: "draining",
  reason: "Target.DeregistrationInProgress",
  description: "Target deregistration is in progress",
};

export const TIMED_OUT: TargetHealth = {
  state: "unhealthy",
  reason: "Target.Timeout",
  description: "Request timed out",
};

export const CHECKS_FAILED: TargetHealth = {
  state: "unhealthy",
  reason: "Target.FailedHealthChecks",
  description: "Health checks failed",
};

/** The target answered its health check with `status`, which the matcher does not accept. */
export function describeCodeMismatch(status: number): TargetHealth {
  return {
    state: "unhealthy",
    reason: "Target.ResponseCodeMismatch",
    description: `Health checks failed with these codes: [${status}]`,
  };
}
