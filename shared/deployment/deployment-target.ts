import { GetDeploymentTargetCommand, ListDeploymentTargetsCommand, type ECSTarget } from "@aws-sdk/client-codedeploy";
import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";
import { UnusableDeploymentError } from "./errors.ts";
import { requirePresent } from "./present.ts";

/** The service that a deployment is for, and where the deployment stands. */
export interface DeploymentTarget {
  readonly cluster: string;
  readonly service: string;
  /** The names of the lifecycle events that are in progress: one, once CodeDeploy shows it. */
  readonly inProgress: readonly string[];
}

/** @throws {AwsCallError} @throws {UnusableDeploymentError} */
export async function getDeploymentTarget(
  clients: AwsClients,
  deploymentId: string,
  signal: AbortSignal,
): Promise<DeploymentTarget> {
  const { targetId, target } = await getEcsTarget(clients, deploymentId, signal);
  return { ...parseTargetId(targetId), inProgress: eventsInProgress(target) };
}

/** The one target of a deployment on ECS. @throws {AwsCallError} @throws {UnusableDeploymentError} */
export async function getEcsTarget(
  clients: AwsClients,
  deploymentId: string,
  signal: AbortSignal,
): Promise<{ readonly targetId: string; readonly target: ECSTarget }> {
  const list = await callAws(
    "codedeploy:ListDeploymentTargets",
    () => clients.codeDeploy.send(new ListDeploymentTargetsCommand({ deploymentId }), { abortSignal: signal }),
    signal,
  );
  const { targetId } = requirePresent(`ListDeploymentTargets of ${deploymentId}`, { targetId: list.targetIds?.[0] });
  const answer = await callAws(
    "codedeploy:GetDeploymentTarget",
    () => clients.codeDeploy.send(new GetDeploymentTargetCommand({ deploymentId, targetId }), { abortSignal: signal }),
    signal,
  );
  const { target } = requirePresent(`GetDeploymentTarget ${targetId}`, { target: answer.deploymentTarget?.ecsTarget });
  return { targetId, target };
}

/**
 * The id of an ECS target is `cluster:service`. The target's ARN may be of the old form, which leaves the cluster out.
 */
function parseTargetId(targetId: string): { cluster: string; service: string } {
  const [cluster, service, ...rest] = targetId.split(":");
  if (!cluster || !service || rest.length > 0) {
    throw new UnusableDeploymentError(
      `Deployment target ${JSON.stringify(targetId)}: expected an id such as "cluster:service"`,
    );
  }
  return { cluster, service };
}

function eventsInProgress(target: ECSTarget): readonly string[] {
  return (target.lifecycleEvents ?? []).flatMap((event) => {
    return event.status === "InProgress" && event.lifecycleEventName !== undefined ? [event.lifecycleEventName] : [];
  });
}
