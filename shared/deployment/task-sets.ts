import { DescribeServicesCommand, type Service, type TaskSet as EcsTaskSet } from "@aws-sdk/client-ecs";
import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";
import type { ServicePlacement, TaskSet } from "./deployment.ts";
import { UnusableDeploymentError } from "./errors.ts";
import type { KnownBlue } from "./known-blue.ts";
import { requirePresent } from "./present.ts";
import { getTargetGroups } from "./target-group.ts";
import { getTaskDefinition } from "./task-definition.ts";
import { describeTasksOf, parseTask } from "./tasks.ts";

/** @throws {AwsCallError} @throws {UnusableDeploymentError} where the service does not exist */
export async function getService(
  clients: AwsClients,
  cluster: string,
  service: string,
  signal: AbortSignal,
): Promise<Service> {
  const command = new DescribeServicesCommand({ cluster, services: [service] });
  const answer = await callAws(
    "ecs:DescribeServices",
    () => clients.ecs.send(command, { abortSignal: signal }),
    signal,
  );
  const [found] = answer.services ?? [];
  if (!found) {
    const reason = answer.failures?.[0]?.reason ?? "no reason given";
    throw new UnusableDeploymentError(`DescribeServices of ${service} in cluster ${cluster}: ${reason}`);
  }
  return found;
}

/**
 * Green is the task set whose `externalId` is the deployment's id (ECS API reference, TaskSet). Undefined before Install.
 * Never by the order or the names of target groups: those swap with every deployment.
 */
export function findGreen(service: Service, deploymentId: string): EcsTaskSet | undefined {
  return (service.taskSets ?? []).find((taskSet) => taskSet.externalId === deploymentId);
}

/** From the task set that may serve production to the one that no longer does. */
const STATUSES = ["PRIMARY", "ACTIVE", "DRAINING"];

/**
 * Blue is the task set that is not green's: the primary one where several are left over, and once green is primary itself,
 * the active one that runs most tasks.
 * @param known blue as it was found before: no other is taken for it, and where it has been deleted since, it has no task
 * @throws {UnusableDeploymentError} where the service has none
 */
export function findBlue(service: Service, deploymentId: string, known?: KnownBlue): EcsTaskSet {
  if (known) return service.taskSets?.find(({ id }) => id === known.id) ?? deleted(known);
  const others = (service.taskSets ?? [])
    .filter((taskSet) => taskSet.externalId !== deploymentId)
    .sort((a, b) => (b.runningCount ?? 0) - (a.runningCount ?? 0));
  const blue = STATUSES.map((status) => others.find((taskSet) => taskSet.status === status)).find(Boolean);
  if (!blue) {
    throw new UnusableDeploymentError(
      `Service ${service.serviceName ?? "(unnamed)"} has no task set but that of deployment ${deploymentId}: expected blue's. There is nothing to compare with or to return to: find out what deleted it, and deploy the version that ran before once more`,
    );
  }
  return blue;
}

function deleted({ id, taskDefinition, targetGroup }: KnownBlue): EcsTaskSet {
  return { id, status: "DRAINING", taskDefinition, loadBalancers: [{ targetGroupArn: targetGroup }] };
}

/** Everything about one task set, its target group and its tasks. */
export async function describeTaskSet(
  clients: AwsClients,
  cluster: string,
  taskSet: EcsTaskSet,
  signal: AbortSignal,
): Promise<TaskSet> {
  const what = `DescribeServices, task set ${taskSet.id ?? "(unnamed)"}`;
  const parts = requirePresent(what, {
    id: taskSet.id,
    status: taskSet.status,
    taskDefinition: taskSet.taskDefinition,
    targetGroupArn: taskSet.loadBalancers?.[0]?.targetGroupArn,
  });
  const [taskDefinition, targetGroups, tasks] = await Promise.all([
    getTaskDefinition(clients, parts.taskDefinition, signal),
    getTargetGroups(clients, [parts.targetGroupArn], signal),
    describeTasksOf(clients, cluster, parts.id, "RUNNING", signal),
  ]);
  const { targetGroup } = requirePresent(what, { targetGroup: targetGroups.get(parts.targetGroupArn) });
  return {
    id: parts.id,
    status: parts.status,
    taskDefinition,
    targetGroup,
    desiredCount: taskSet.computedDesiredCount ?? 0,
    runningCount: taskSet.runningCount ?? 0,
    pendingCount: taskSet.pendingCount ?? 0,
    tasks: tasks.map(parseTask),
  };
}

/** Where the service's tasks run, by its own settings or, for those that it leaves to them, by its task set's. */
export function placementOf(service: Service, taskSet: EcsTaskSet): ServicePlacement {
  const network = taskSet.networkConfiguration ?? service.networkConfiguration;
  const strategy = taskSet.capacityProviderStrategy ?? service.capacityProviderStrategy ?? [];
  const launchType = taskSet.launchType ?? service.launchType;
  return {
    launchType: launchType === "EC2" || launchType === "FARGATE" || launchType === "EXTERNAL" ? launchType : undefined,
    capacityProviders: strategy.map(({ capacityProvider, weight, base }) => {
      return { name: capacityProvider ?? "", weight: weight ?? 0, base: base ?? 0 };
    }),
    platformVersion: taskSet.platformVersion ?? service.platformVersion,
    subnets: network?.awsvpcConfiguration?.subnets ?? [],
    securityGroups: network?.awsvpcConfiguration?.securityGroups ?? [],
    assignPublicIp: network?.awsvpcConfiguration?.assignPublicIp ?? "DISABLED",
  };
}
