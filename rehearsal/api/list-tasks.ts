import { AwsError } from "../aws/aws-error.ts";
import type { OperationInput, OperationOutput } from "../aws/operations.ts";
import type { Cluster } from "../ecs/cluster.ts";
import type { Task } from "../ecs/task.ts";
import { takePage } from "./take-page.ts";

/**
 * ListTasks, in a cluster that exists. All tasks are on FARGATE, and none has the desired status PENDING: as on AWS, those
 * filters let nothing pass.
 * @throws {AwsError} where the filters contradict each other, or the service or the token is not known
 */
export function listTasks(
  cluster: Cluster,
  { nextToken, maxResults = 100, ...filters }: OperationInput<"ecs", "ListTasks">,
): OperationOutput<"ecs", "ListTasks"> {
  const { family, serviceName, launchType = "FARGATE", startedBy, desiredStatus = "RUNNING" } = filters;
  if (startedBy !== undefined && [family, serviceName, filters.launchType].some((other) => other !== undefined)) {
    throw new AwsError("InvalidParameterException", "cannot specify startedBy with other arguments");
  }
  if (serviceName !== undefined && !cluster.isService(serviceName)) {
    throw new AwsError("ServiceNotFoundException", "Service not found.");
  }
  const isWanted = ({ options, desiredStatus: desired }: Task): boolean =>
    desired === desiredStatus &&
    launchType === "FARGATE" &&
    (family === undefined || options.definition.family === family) &&
    (startedBy === undefined || options.startedBy === startedBy);
  const tasks = serviceName === undefined ? cluster.allTasks() : cluster.serviceTasks();
  const arns = tasks.filter(isWanted).map(({ arn }) => arn);
  const { items, next } = takePage(arns, {
    size: maxResults,
    token: nextToken,
    query: { operation: "ListTasks", ...filters },
    invalidToken: () => new AwsError("InvalidParameterException", "Invalid token."),
  });
  return { taskArns: [...items], nextToken: next };
}
