import { AwsError } from "../aws/aws-error.ts";
import type { ServiceOperations } from "../aws/operations.ts";
import type { Cluster } from "../ecs/cluster.ts";
import type { RehearsalTaskDefinition } from "../ecs/task-definition.ts";
import type { Task } from "../ecs/task.ts";
import { describeDefinition, describeService, describeTask } from "./ecs-descriptions.ts";

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
