import { DeploymentFailure } from "./deployment-failure.ts";

/** Code, text and angle brackets as observed on AWS. @param names of the alarms that are in ALARM */
export function stoppedByAlarms(names: readonly string[]): DeploymentFailure {
  return new DeploymentFailure(
    "ALARM_ACTIVE",
    `One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the affected deployments have been stopped. Activated alarms: ${names.map((name) => `<${name}>`).join(" ")}`,
    { event: "DEPLOYMENT_STOP_ON_ALARM" },
  );
}

/**
 * "The deployment stops if alarm status information can't be retrieved from Amazon CloudWatch" (AlarmConfiguration). With
 * which code is not documented: this is that of the likeliest cause, a service role without `cloudwatch:DescribeAlarms`.
 */
export function stoppedWithoutAlarms(roleArn: string): DeploymentFailure {
  return new DeploymentFailure(
    "IAM_ROLE_PERMISSIONS",
    `The IAM role ${roleArn} does not give you permission to perform operations in the following AWS service: AmazonCloudWatch.`,
    { event: "DEPLOYMENT_STOP_ON_ALARM" },
  );
}

/** The enumeration has this code; no source shows the text that goes with it. */
export function stoppedByRequest(): DeploymentFailure {
  return new DeploymentFailure("MANUAL_STOP", "The deployment was manually stopped.", {
    event: "DEPLOYMENT_STOP_ON_REQUEST",
  });
}

/**
 * Text: "Troubleshoot issues with ECS deployments". The code is the enumeration's only fitting one. Such a stop is rolled
 * back as one by request: the AWS CDK says so of its `deploymentApprovalWaitTime`.
 */
export function readyWaitOver(minutes: number): DeploymentFailure {
  return new DeploymentFailure(
    "TIMEOUT",
    `The deployment timed out while waiting for a notification to continue. This time out period is ${minutes} minutes.`,
    { event: "DEPLOYMENT_STOP_ON_REQUEST" },
  );
}

/** What a scaling event in the shift leads to (ECS developer guide, "Blue/Green deployment"); no source shows code or text. */
export function serviceNotSteady(minutes: number): DeploymentFailure {
  return new DeploymentFailure(
    "ECS_UPDATE_ERROR",
    `The Amazon ECS service did not reach a steady state within ${minutes} minutes while traffic was shifted.`,
  );
}

/** Nowhere documented: traffic is not sent to a task set that is gone. */
export function nothingToRollBackTo(): DeploymentFailure {
  return new DeploymentFailure("ECS_UPDATE_ERROR", "The original task set of the deployment does not exist any more.");
}
