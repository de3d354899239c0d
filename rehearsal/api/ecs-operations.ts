import { AwsError } from "../aws/aws-error.ts";
import type { ServiceOperations } from "../aws/operations.ts";
import type { Cluster } from "../ecs/cluster.ts";
import type { RehearsalTaskDefinition } from "../ecs/task-definition.ts";
import type { TaskSetOptions } from "../ecs/task-set.ts";
import type { Task } from "../ecs/task.ts";
import { describeDefinition, describeService, describeTask, describeTaskSet } from "./ecs-descriptions.ts";
import { listTasks } from "./list-tasks.ts";
import { createTaskRunner } from "./run-task.ts";

/** ECS's operations on the rehearsal's one cluster, where nothing has tags. */
export function ecsOperations(cluster: Cluster): ServiceOperations<"ecs"> {
  const runTasks = createTaskRunner(cluster);
  const assertCluster = (name: string | undefined): void => {
    if (name === cluster.name || name === cluster.options.arn) return;
    throw new AwsError("ClusterNotFoundException", "Cluster not found.");
  };
  /** By its ARN, by family and revision, or by family alone: the latest. */
  const findDefinition = (name: string | undefined): RehearsalTaskDefinition => {
    const found = cluster.taskDefinitions
      .filter(({ arn, family, revision }) => name === arn || name === `${family}:${revision}` || name === family)
      .toSorted((left, right) => right.revision - left.revision)[0];
    if (!found) throw new AwsError("ClientException", "Unable to describe task definition.");
    return found;
  };
  const findTask = (nameOrArn: string | undefined): Task | undefined => {
    return cluster.allTasks().find(({ arn, id }) => nameOrArn === arn || nameOrArn === id);
  };
  return {
    DescribeServices: ({ cluster: name, services, include }) => {
      assertCluster(name);
      const known = services.filter((service) => cluster.isService(service));
      const unknown = services.filter((service) => !cluster.isService(service));
      return {
        services: known.map(() => ({ ...describeService(cluster), ...noTags(include) })),
        failures: unknown.map((service) => ({ arn: service, reason: "MISSING" })),
      };
    },
    DescribeTaskSets: ({ cluster: name, service, taskSets: wanted, include }) => {
      assertCluster(name);
      if (!cluster.isService(service)) throw new AwsError("ServiceNotFoundException", "Service not found.");
      const isNamed = (nameOrArn: string, { id, arn }: TaskSetOptions): boolean =>
        nameOrArn === arn || nameOrArn === id;
      const found = cluster.taskSets.filter(({ options }) => wanted?.some((each) => isNamed(each, options)) ?? true);
      const unknown = wanted?.filter((each) => !found.some(({ options }) => isNamed(each, options))) ?? [];
      return {
        taskSets: found.map((taskSet) => ({ ...describeTaskSet(taskSet, cluster), ...noTags(include) })),
        failures: unknown.map((arn) => ({ arn, reason: "MISSING" })),
      };
    },
    DescribeTaskDefinition: ({ taskDefinition, include }) => ({
      taskDefinition: describeDefinition(findDefinition(taskDefinition)),
      ...noTags(include),
    }),
    ListTasks: ({ cluster: name, ...filters }) => {
      assertCluster(name);
      return listTasks(cluster, filters);
    },
    DescribeTasks: ({ cluster: name, tasks, include }) => {
      assertCluster(name);
      const found = tasks.map((arn) => ({ arn, task: findTask(arn) }));
      return {
        tasks: found.flatMap(({ task }) => (task ? [{ ...describeTask(task), ...noTags(include) }] : [])),
        failures: found.flatMap(({ arn, task }) => (task ? [] : [{ arn, reason: "MISSING" }])),
      };
    },
    RunTask: async (input) => {
      assertCluster(input.cluster);
      const tasks = await runTasks(findDefinition(input.taskDefinition), input);
      return { tasks: tasks.map(describeTask), failures: [] };
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

/** What `include: ["TAGS"]` adds. */
function noTags(include: readonly string[] | undefined): { readonly tags?: [] } {
  return include?.includes("TAGS") === true ? { tags: [] } : {};
}
