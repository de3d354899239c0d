import { DescribeTaskDefinitionCommand } from "@aws-sdk/client-ecs";
import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";
import { requirePresent } from "./present.ts";

/** What a task definition says of its tasks, as far as a check needs it. */
export interface TaskDefinition {
  readonly arn: string;
  /** `shop:42` */
  readonly name: string;
  readonly networkMode: string;
  readonly containers: readonly ContainerDefinition[];
}

export interface ContainerDefinition {
  readonly name: string;
  readonly image: string;
  readonly essential: boolean;
  readonly environment: Readonly<Record<string, string>>;
  readonly dockerLabels: Readonly<Record<string, string>>;
  /** Its log group and stream prefix where it logs with the awslogs driver. */
  readonly awslogs: { readonly group: string; readonly streamPrefix: string } | undefined;
}

/**
 * @param arnOrName an ARN or `family:revision`
 * @throws {AwsCallError} @throws {UnusableDeploymentError}
 */
export async function getTaskDefinition(
  clients: AwsClients,
  arnOrName: string,
  signal: AbortSignal,
): Promise<TaskDefinition> {
  const command = new DescribeTaskDefinitionCommand({ taskDefinition: arnOrName });
  const answer = await callAws(
    "ecs:DescribeTaskDefinition",
    () => clients.ecs.send(command, { abortSignal: signal }),
    signal,
  );
  const what = `DescribeTaskDefinition ${arnOrName}`;
  const { arn, containers } = requirePresent(what, {
    arn: answer.taskDefinition?.taskDefinitionArn,
    containers: answer.taskDefinition?.containerDefinitions,
  });
  return {
    arn,
    name: arn.slice(arn.lastIndexOf("/") + 1),
    networkMode: answer.taskDefinition?.networkMode ?? "bridge",
    containers: containers.map((container) => {
      const { name, image } = requirePresent(`${what}, a container`, { name: container.name, image: container.image });
      const pairs = (container.environment ?? []).map((pair): [string, string] => [pair.name ?? "", pair.value ?? ""]);
      const options = container.logConfiguration?.options ?? {};
      const group = options["awslogs-group"];
      const streamPrefix = options["awslogs-stream-prefix"];
      return {
        name,
        image,
        essential: container.essential ?? true,
        environment: Object.fromEntries(pairs),
        dockerLabels: container.dockerLabels ?? {},
        awslogs:
          container.logConfiguration?.logDriver === "awslogs" && group !== undefined && streamPrefix !== undefined
            ? { group, streamPrefix }
            : undefined,
      };
    }),
  };
}
