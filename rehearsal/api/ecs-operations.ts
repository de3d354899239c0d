import { AwsError } from "../aws/aws-error.ts";
import type { OperationOutput, ServiceOperations } from "../aws/operations.ts";
import type { Cluster } from "../ecs/cluster.ts";
import type { RehearsalTaskDefinition } from "../ecs/task-definition.ts";
import type { TaskSet } from "../ecs/task-set.ts";
import type { Task } from "../ecs/task.ts";
import { LOG_GROUP, LOG_PREFIX } from "./logs-operations.ts";

/** The size of one page of ListTasks, as on AWS. */
const TASKS_A_PAGE = 100;

/** ECS's operations on the rehearsal's one cluster. */
export function ecsOperations(cluster: Cluster): ServiceOperations<"ecs"> {
  const assertCluster = (name: string | undefined): void => {
    if (name === cluster.name || name === cluster.options.arn) return;
    throw new AwsError("ClusterNotFoundException", "Cluster not found.");
  };
  const findDefinition = (name: string | undefined): RehearsalTaskDefinition => {
    const found = cluster.taskDefinitions.find(
      ({ arn, family, revision }) => name === arn || name === `${family}:${revision}`,
    );
    if (!found) throw new AwsError("ClientException", "Unable to describe task definition.");
    return found;
  };
  const findTask = (nameOrArn: string | undefined): Task | undefined => {
    return cluster.allTasks().find(({ arn, id }) => nameOrArn === arn || nameOrArn === id);
  };
  return {
    DescribeServices: ({ cluster: name, services }) => {
      assertCluster(name);
      const known = (services ?? []).filter((service) => isService(service, cluster));
      const unknown = (services ?? []).filter((service) => !isService(service, cluster));
      return {
        services: known.map(() => describeService(cluster)),
        failures: unknown.map((service) => ({ arn: service, reason: "MISSING" })),
      };
    },
    DescribeTaskDefinition: ({ taskDefinition }) => ({
      taskDefinition: describeDefinition(findDefinition(taskDefinition)),
    }),
    ListTasks: ({ cluster: name, startedBy, desiredStatus = "RUNNING", nextToken }) => {
      assertCluster(name);
      const arns = cluster
        .allTasks()
        .filter(({ status }) => (status === "STOPPED") === (desiredStatus === "STOPPED"))
        .filter(({ options }) => startedBy === undefined || options.startedBy === startedBy)
        .map(({ arn }) => arn);
      const from = Number(nextToken ?? 0);
      const taskArns = arns.slice(from, from + TASKS_A_PAGE);
      return { taskArns, nextToken: from + TASKS_A_PAGE < arns.length ? String(from + TASKS_A_PAGE) : undefined };
    },
    DescribeTasks: ({ cluster: name, tasks }) => {
      assertCluster(name);
      if (tasks.length > TASKS_A_PAGE)
        throw new AwsError("InvalidParameterException", "Tasks cannot be more than 100.");
      const found = tasks.map((arn) => ({ arn, task: findTask(arn) }));
      return {
        tasks: found.flatMap(({ task }) => (task ? [describeTask(task)] : [])),
        failures: found.flatMap(({ arn, task }) => (task ? [] : [{ arn, reason: "MISSING" }])),
      };
    },
    RunTask: async ({ cluster: name, taskDefinition, overrides, startedBy, networkConfiguration }) => {
      assertCluster(name);
      const definition = findDefinition(taskDefinition);
      if (!networkConfiguration?.awsvpcConfiguration?.subnets?.length) {
        throw new AwsError(
          "InvalidParameterException",
          "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
        );
      }
      const override = overrides?.containerOverrides?.[0];
      if (override && override.name !== definition.containerName) {
        throw new AwsError(
          "InvalidParameterException",
          `Override for container named ${override.name} is not a container in the TaskDefinition.`,
        );
      }
      const command = override?.command ?? definition.image.command(0);
      const argv = typeof command === "string" ? ["/bin/sh", "-c", command] : [...command];
      const task = await cluster.runTask(definition, argv, startedBy ?? "");
      return { tasks: [describeTask(task)], failures: [] };
    },
    StopTask: async ({ cluster: name, task: arn, reason }) => {
      assertCluster(name);
      const task = findTask(arn);
      if (!task) throw new AwsError("InvalidParameterException", "The referenced task was not found.");
      await task.stop(reason ?? "");
      return { task: describeTask(task) };
    },
  };
}

function isService(nameOrArn: string, cluster: Cluster): boolean {
  return nameOrArn === cluster.options.serviceName || nameOrArn === cluster.serviceArn;
}

type Service = NonNullable<OperationOutput<"ecs", "DescribeServices">["services"]>[number];

/** Where the tasks of the rehearsal run, in AWS's terms. */
const NETWORK = {
  awsvpcConfiguration: {
    subnets: ["subnet-0a1b2c3d", "subnet-4e5f6a7b"],
    securityGroups: ["sg-0a1b2c3d"],
    assignPublicIp: "DISABLED" as const,
  },
};

function describeService(cluster: Cluster): Service {
  const { serviceName, arn } = cluster.options;
  const [first] = cluster.taskSets;
  return {
    serviceName,
    serviceArn: cluster.serviceArn,
    clusterArn: arn,
    status: "ACTIVE",
    desiredCount: first?.options.desiredCount ?? 0,
    runningCount: cluster.taskSets.reduce((sum, { runningCount }) => sum + runningCount, 0),
    pendingCount: cluster.taskSets.reduce((sum, { pendingCount }) => sum + pendingCount, 0),
    launchType: "FARGATE",
    deploymentController: { type: "CODE_DEPLOY" },
    networkConfiguration: NETWORK,
    taskSets: cluster.taskSets.map((taskSet) => describeTaskSet(taskSet, cluster)),
  };
}

function describeTaskSet(taskSet: TaskSet, cluster: Cluster): NonNullable<Service["taskSets"]>[number] {
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

function describeDefinition(
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
        logConfiguration: {
          logDriver: "awslogs",
          options: { "awslogs-group": LOG_GROUP, "awslogs-region": "us-east-1", "awslogs-stream-prefix": LOG_PREFIX },
        },
      },
    ],
  };
}

function describeTask(task: Task): NonNullable<OperationOutput<"ecs", "DescribeTasks">["tasks"]>[number] {
  const { definition, address, startedBy, group, clusterArn } = task.options;
  const stopped = task.status === "STOPPED";
  const ran = task.startedAt !== undefined || task.exitCode !== undefined;
  return {
    taskArn: task.arn,
    clusterArn,
    taskDefinitionArn: definition.arn,
    startedBy,
    group,
    lastStatus: task.status,
    desiredStatus: stopped ? "STOPPED" : "RUNNING",
    availabilityZone: address.availabilityZone,
    createdAt: task.createdAt,
    startedAt: task.startedAt,
    stoppedAt: task.stoppedAt,
    stoppedReason: task.stoppedReason,
    ...(stopped && { stopCode: ran ? "EssentialContainerExited" : "TaskFailedToStart" }),
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
        ...(ran && { imageDigest: definition.image.digest }),
        lastStatus: task.status,
        exitCode: task.exitCode,
        reason: task.containerReason,
        taskArn: task.arn,
      },
    ],
  };
}
