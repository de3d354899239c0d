import type { OperationOutput } from "../aws/operations.ts";
import type { DeploymentGroup } from "../codedeploy/deployment-group.ts";
import type { RehearsedDeployment } from "../codedeploy/deployment.ts";
import type { TaskSet } from "../ecs/task-set.ts";

type DeploymentTarget = NonNullable<OperationOutput<"codedeploy", "GetDeploymentTarget">["deploymentTarget"]>;

/** `cluster:service` */
export function targetIdOf({ cluster }: DeploymentGroup): string {
  return `${cluster.name}:${cluster.options.serviceName}`;
}

/** The deployment's one target: the service, with its task sets and the state of every lifecycle event. */
export function describeEcsTarget(deployment: RehearsedDeployment, group: DeploymentGroup): DeploymentTarget {
  const started = deployment.lifecycleEvents.find(({ startedAt }) => startedAt !== undefined);
  return {
    deploymentTargetType: "ECSTarget",
    ecsTarget: {
      deploymentId: deployment.id,
      targetId: targetIdOf(group),
      targetArn: group.cluster.serviceArn,
      lastUpdatedAt: deployment.completedAt ?? started?.startedAt ?? deployment.createdAt,
      lifecycleEvents: deployment.lifecycleEvents.map(({ name, status, startedAt, endedAt }) => {
        return { lifecycleEventName: name, status, startTime: startedAt, endTime: endedAt };
      }),
      status: targetStatus(deployment),
      taskSetsInfo: group.cluster.taskSets.map((taskSet) => describeTaskSet(taskSet, deployment, group)),
    },
  };
}

/** The status of the deployment's one target. */
export function targetStatus({
  status,
}: RehearsedDeployment): "Pending" | "InProgress" | "Ready" | "Succeeded" | "Failed" {
  if (status === "Created") return "Pending";
  return status === "Stopped" ? "Failed" : status;
}

function describeTaskSet(taskSet: TaskSet, deployment: RehearsedDeployment, { loadBalancer }: DeploymentGroup) {
  const { targetGroup, externalId, id } = taskSet.options;
  const forwards = loadBalancer.listeners.production.forward();
  const total = forwards.reduce((sum, { weight }) => sum + weight, 0);
  const own = forwards.find((forward) => forward.targetGroup === targetGroup)?.weight ?? 0;
  return {
    // The name is AWS's own spelling.
    identifer: id,
    desiredCount: taskSet.desiredCount,
    pendingCount: taskSet.pendingCount,
    runningCount: taskSet.runningCount,
    status: taskSet.status,
    trafficWeight: total === 0 ? 0 : (own / total) * 100,
    targetGroup: { name: targetGroup.name },
    taskSetLabel: externalId === deployment.id ? ("Green" as const) : ("Blue" as const),
  };
}
