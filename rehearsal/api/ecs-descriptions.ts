import type { TaskStopCode } from "@aws-sdk/client-ecs";
import type { OperationOutput } from "../aws/operations.ts";
import type { Cluster } from "../ecs/cluster.ts";
import type { RehearsalTaskDefinition } from "../ecs/task-definition.ts";
import type { TaskSet } from "../ecs/task-set.ts";
import type { Task } from "../ecs/task.ts";
import { REGION } from "../account.ts";
import { LOG_GROUP, LOG_PREFIX } from "./log-groups.ts";

type Service = NonNullable<OperationOutput<"ecs", "DescribeServices">["services"]>[number];

/** Where the tasks of the rehearsal run, in AWS's terms. */
export const NETWORK = {
  awsvpcConfiguration: {
    subnets: ["subnet-0a1b2c3d", "subnet-4e5f6a7b"],
    securityGroups: ["sg-0a1b2c3d"],
    assignPublicIp: "DISABLED" as const,
  },
};

/** The service with its task sets, as DescribeServices answers. */
export function describeService(cluster: Cluster): Service {
  const { serviceName, arn } = cluster.options;
  return {
    serviceName,
    serviceArn: cluster.serviceArn,
    clusterArn: arn,
    status: "ACTIVE",
    desiredCount: cluster.desiredCount,
    runningCount: cluster.taskSets.reduce((sum, { runningCount }) => sum + runningCount, 0),
    pendingCount: cluster.taskSets.reduce((sum, { pendingCount }) => sum + pendingCount, 0),
    launchType: "FARGATE",
    deploymentController: { type: "CODE_DEPLOY" },
    networkConfiguration: NETWORK,
    taskSets: cluster.taskSets.map((taskSet) => describeTaskSet(taskSet, cluster)),
  };
}

/** As DescribeTaskSets answers, and DescribeServices within its service. */
export function describeTaskSet(taskSet: TaskSet, cluster: Cluster): NonNullable<Service["taskSets"]>[number] {
  const { id, arn, externalId, definition, targetGroup } = taskSet.options;
  return {
    id,
    taskSetArn: arn,
    serviceArn: cluster.serviceArn,
    clusterArn: cluster.options.arn,
    startedBy: "CODE_DEPLOY",
    ...(externalId !== undefined && { externalId }),
    status: taskSet.status,
    taskDefinition: definition.arn,
    computedDesiredCount: taskSet.desiredCount,
    pendingCount: taskSet.pendingCount,
    runningCount: taskSet.runningCount,
    createdAt: taskSet.createdAt,
    launchType: "FARGATE",
    networkConfiguration: NETWORK,
    loadBalancers: [
      {
        targetGroupArn: targetGroup.arn,
        containerName: definition.containerName,
        containerPort: definition.containerPort,
      },
    ],
    scale: { value: taskSet.desiredCount === 0 ? 0 : 100, unit: "PERCENT" },
    stabilityStatus: taskSet.isSteady ? "STEADY_STATE" : "STABILIZING",
  };
}

/** As DescribeTaskDefinition answers. */
export function describeDefinition(
  definition: RehearsalTaskDefinition,
): OperationOutput<"ecs", "DescribeTaskDefinition">["taskDefinition"] {
  return {
    taskDefinitionArn: definition.arn,
    family: definition.family,
    revision: definition.revision,
    status: "ACTIVE",
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    cpu: "256",
    memory: "512",
    containerDefinitions: [
      {
        name: definition.containerName,
        image: definition.image.name,
        essential: true,
        portMappings: [{ containerPort: definition.containerPort, protocol: "tcp" }],
        environment: Object.entries(definition.environment).map(([name, value]) => ({ name, value })),
        dockerLabels: { ...definition.dockerLabels },
        logConfiguration: {
          logDriver: "awslogs",
          options: { "awslogs-group": LOG_GROUP, "awslogs-region": REGION, "awslogs-stream-prefix": LOG_PREFIX },
        },
      },
    ],
  };
}

/** What a person reads as the reason, as a code. */
function stopCodeOf({ stoppedReason = "", hasRun }: Task): TaskStopCode {
  if (stoppedReason.startsWith("Scaling activity")) return "ServiceSchedulerInitiated";
  if (stoppedReason.startsWith("Your Spot Task")) return "SpotInterruption";
  return hasRun ? "EssentialContainerExited" : "TaskFailedToStart";
}

/** As DescribeTasks answers. */
export function describeTask(task: Task): NonNullable<OperationOutput<"ecs", "DescribeTasks">["tasks"]>[number] {
  const { definition, address, startedBy, group, clusterArn } = task.options;
  const stopped = task.status === "STOPPED";
  return {
    taskArn: task.arn,
    clusterArn,
    taskDefinitionArn: definition.arn,
    ...(startedBy !== "" && { startedBy }),
    group,
    lastStatus: task.status,
    desiredStatus: task.desiredStatus,
    availabilityZone: address.availabilityZone,
    createdAt: task.createdAt,
    startedAt: task.startedAt,
    stoppedAt: task.stoppedAt,
    stoppedReason: task.stoppedReason,
    ...(task.desiredStatus === "STOPPED" && { stopCode: stopCodeOf(task) }),
    healthStatus: "UNKNOWN",
    launchType: "FARGATE",
    attachments: [
      {
        id: `eni-${task.id.slice(0, 8)}`,
        type: "ElasticNetworkInterface",
        status: stopped ? "DELETED" : "ATTACHED",
        details: [{ name: "privateIPv4Address", value: address.ip }],
      },
    ],
    containers: [
      {
        name: definition.containerName,
        image: definition.image.name,
        ...(task.hasRun && { imageDigest: definition.image.digest }),
        lastStatus: task.status,
        exitCode: task.exitCode,
        reason: task.containerReason,
        taskArn: task.arn,
      },
    ],
  };
}
