import { AwsError } from "../aws/aws-error.ts";
import type { OperationInput } from "../aws/operations.ts";
import type { Cluster } from "../ecs/cluster.ts";
import type { RehearsalTaskDefinition } from "../ecs/task-definition.ts";
import type { Task } from "../ecs/task.ts";
import { NETWORK } from "./ecs-descriptions.ts";

type Input = OperationInput<"ecs", "RunTask">;

interface EarlierRequest {
  readonly text: string;
  readonly tasks: Promise<readonly Task[]>;
}

/** Runs tasks as RunTask does: a request that comes again with its client token starts nothing, and gets the same tasks. */
export function createTaskRunner(
  cluster: Cluster,
): (definition: RehearsalTaskDefinition, input: Input) => Promise<readonly Task[]> {
  const earlier = new Map<string, EarlierRequest>();
  return async (definition, input) => {
    const { clientToken } = input;
    if (clientToken === undefined) return start(cluster, definition, input);
    const text = JSON.stringify(input);
    const known = earlier.get(clientToken);
    if (known && known.text !== text) {
      throw new AwsError(
        "ConflictException",
        "The provided clientToken is already in use with a different RunTask request.",
      );
    }
    if (known) return known.tasks;
    const tasks = start(cluster, definition, input);
    earlier.set(clientToken, { text, tasks });
    // What was refused may be asked for again.
    tasks.catch(() => earlier.delete(clientToken));
    return tasks;
  };
}

async function start(
  cluster: Cluster,
  definition: RehearsalTaskDefinition,
  { count = 1, group, networkConfiguration, overrides, startedBy = "" }: Input,
): Promise<readonly Task[]> {
  assertNetwork(networkConfiguration);
  const override = overrides?.containerOverrides?.[0];
  if (override && override.name !== definition.containerName) {
    throw new AwsError(
      "InvalidParameterException",
      override.name === undefined
        ? "Container override must have a name."
        : `Override for container named ${override.name} is not a container in the TaskDefinition.`,
    );
  }
  const command = override?.command?.length ? override.command : definition.image.command(0);
  const argv = typeof command === "string" ? ["/bin/sh", "-c", command] : [...command];
  const environment = Object.fromEntries(
    (override?.environment ?? []).map(({ name = "", value = "" }) => [name, value]),
  );
  return Promise.all(
    Array.from({ length: count }, () =>
      cluster.runTask(definition, argv, startedBy, { environment, ...(group !== undefined && { group }) }),
    ),
  );
}

function assertNetwork(configuration: Input["networkConfiguration"]): void {
  const { subnets = [], securityGroups = [] } = configuration?.awsvpcConfiguration ?? {};
  if (subnets.length === 0) {
    throw new AwsError(
      "InvalidParameterException",
      "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
    );
  }
  const known = NETWORK.awsvpcConfiguration;
  const subnet = subnets.find((id) => !known.subnets.includes(id));
  if (subnet !== undefined) {
    throw new AwsError(
      "InvalidParameterException",
      `Error retrieving subnet information for [${subnet}]: The subnet ID '${subnet}' does not exist`,
    );
  }
  const securityGroup = securityGroups.find((id) => !known.securityGroups.includes(id));
  if (securityGroup !== undefined) {
    throw new AwsError(
      "InvalidParameterException",
      `Error retrieving security group information for [${securityGroup}]: The security group '${securityGroup}' does not exist`,
    );
  }
}
