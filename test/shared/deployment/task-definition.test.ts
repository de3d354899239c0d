import { DescribeTaskDefinitionCommand, type ContainerDefinition } from "@aws-sdk/client-ecs";
import { expect, test } from "vitest";
import { getTaskDefinition } from "../../../shared/deployment/task-definition.ts";
import { ARNS, taskDefinition } from "../../support/aws-answers.ts";
import { mockAws } from "../../support/mock-aws.ts";

const running = new AbortController().signal;

function ask(definition: ReturnType<typeof taskDefinition> | undefined) {
  const { clients, ecs } = mockAws();
  ecs.on(DescribeTaskDefinitionCommand).resolves(definition ? { taskDefinition: definition } : {});
  return getTaskDefinition(clients, "web:42", running);
}

test("a task definition has its containers, with their variables and where they log to", async () => {
  expect(await ask(taskDefinition(ARNS.greenDefinition))).toEqual({
    arn: ARNS.greenDefinition,
    name: "web:42",
    networkMode: "awsvpc",
    containers: [
      {
        name: "web",
        image: "shop/web:42",
        essential: true,
        environment: { RELEASE: "42" },
        dockerLabels: {},
        awslogs: { group: "/shop/web", streamPrefix: "web" },
      },
    ],
  });
});

test("the labels of a container are its own, as they are written", async () => {
  const dockerLabels = { "verdigris.migrations": "s3://manifests/web.json" };
  const containerDefinitions = [{ name: "web", image: "web", dockerLabels }];
  expect(await ask({ taskDefinitionArn: ARNS.greenDefinition, containerDefinitions })).toMatchObject({
    containers: [{ dockerLabels }],
  });
});

test.for<[string, Partial<ContainerDefinition>]>([
  [
    "another driver",
    { logConfiguration: { logDriver: "fluentd", options: { "awslogs-group": "g", "awslogs-stream-prefix": "p" } } },
  ],
  ["no stream prefix", { logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "g" } } }],
  ["no log configuration", {}],
])("a container with %s has no log that could be found", async ([, parts]) => {
  const containerDefinitions = [{ name: "web", image: "web", essential: false, ...parts }];
  expect(await ask({ taskDefinitionArn: ARNS.greenDefinition, containerDefinitions })).toMatchObject({
    networkMode: "bridge",
    containers: [{ essential: false, environment: {}, awslogs: undefined }],
  });
});

test("every member that is missing is named at once", async () => {
  await expect(ask(undefined)).rejects.toThrow("DescribeTaskDefinition web:42 answered without arn, containers");
  await expect(ask({ taskDefinitionArn: "arn", containerDefinitions: [{}] })).rejects.toThrow(
    "a container answered without name, image",
  );
});
